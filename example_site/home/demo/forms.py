"""The four forms of the insurer: employer service, newsletter, contact and call-back."""

from example_site.home.demo.form_texts import ConsentText, FormText, FormWords, Question

NAME = Question(
    {"de": "Ihr Name", "en": "Your name"}, "contact", required=True, autocomplete="name"
)
EMAIL = {"de": "E-Mail-Adresse", "en": "E-mail address"}
PHONE = {"de": "Telefonnummer", "en": "Telephone number"}
OPTIONAL_PHONE = Question(PHONE, "contact", "tel", autocomplete="tel")
FREE_TEXT_REASON = {
    "de": "Wir lesen nur, was wir zum Antworten brauchen. "
    "Schreiben Sie so wenig über Ihre Gesundheit wie möglich.",
    "en": "We read only what we need for the answer. "
    "Please write as little about your health as possible.",
}

#: The same words wherever the newsletter is asked for.
NEWSLETTER_CONSENT = ConsentText(
    "newsletter",
    {
        "de": "Ja, schicken Sie mir einmal im Monat den Newsletter der Beispielkasse per E-Mail. "
        "Das kann ich jederzeit widerrufen.",
        "en": "Yes, send me the newsletter of the Beispielkasse by e-mail once a month. "
        "I can withdraw this at any time.",
    },
)

CONTACT = FormText(
    key="contact",
    purpose="enquiries",
    asks_reply_channel=True,
    answers_within=3,
    to_address="service@beispielkasse.example",
    words={
        "de": FormWords(
            title="Nachricht schreiben",
            slug="nachricht",
            summary="Stellen Sie uns Ihre Frage, auch eine vertrauliche. Was Sie schreiben, "
            "speichern wir verschlüsselt.",
            introduction="<p>Fragen Sie uns, was Sie wissen möchten. Unsere Fachleute antworten "
            "auf dem Weg, den Sie wählen.</p>",
            submit_label="Nachricht senden",
            thank_you_text="<p>Wir antworten auf dem Weg, den Sie gewählt haben.</p>",
            consequence="Ohne Namen, Nachricht und einen Weg für die Antwort können wir nicht "
            "antworten; alles andere ist freiwillig.",
        ),
        "en": FormWords(
            title="Write to us",
            slug="write-to-us",
            summary="Ask us your question, a confidential one too. We keep what you write "
            "encrypted.",
            introduction="<p>Ask us what you would like to know. Our experts answer by the channel "
            "that you choose.</p>",
            submit_label="Send the message",
            thank_you_text="<p>We answer by the channel that you have chosen.</p>",
            consequence="Without your name, your message and a way for the answer we cannot "
            "answer; all the rest is voluntary.",
        ),
    },
    questions=(
        NAME,
        Question(
            {"de": "Ihre Nachricht", "en": "Your message"},
            "message",
            "multiline",
            required=True,
            reason=FREE_TEXT_REASON,
        ),
        Question(
            EMAIL,
            "contact",
            "email",
            help_text={
                "de": "Nur, wenn wir mit einer E-Mail antworten sollen",
                "en": "Only if we shall answer by e-mail",
            },
            autocomplete="email",
        ),
        Question(
            PHONE,
            "contact",
            "tel",
            help_text={
                "de": "Nur, wenn wir Sie anrufen sollen",
                "en": "Only if we shall call you",
            },
            autocomplete="tel",
        ),
        Question(
            {"de": "Anschrift", "en": "Postal address"},
            "contact",
            "multiline",
            help_text={
                "de": "Nur, wenn wir mit einem Brief antworten sollen",
                "en": "Only if we shall answer by letter",
            },
            autocomplete="street-address",
        ),
        Question(
            {"de": "Versichertennummer", "en": "Insurance number"},
            "insurance",
            help_text={
                "de": "Ein Buchstabe und neun Ziffern, vorn auf Ihrer Karte",
                "en": "A letter and nine digits, on the front of your card",
            },
            shape="A999999999",
            shape_error={
                "de": "Geben Sie die Versichertennummer von Ihrer Karte ein: einen Buchstaben und "
                "neun Ziffern, zum Beispiel A123456789. Oder lassen Sie das Feld leer.",
                "en": "Enter the insurance number on your card: a letter and nine digits, such as "
                "A123456789. Or leave the field empty.",
            },
        ),
    ),
    consents=(NEWSLETTER_CONSENT,),
)

CALL_BACK = FormText(
    key="call-back",
    purpose="calls",
    answers_within=1,
    words={
        "de": FormWords(
            title="Rückruf-Service",
            slug="rueckruf",
            summary="Nennen Sie uns Ihre Nummer und eine Uhrzeit. Wir rufen Sie an.",
            introduction="<p>Sie möchten lieber sprechen als schreiben? Sagen Sie uns, wann es "
            "Ihnen passt.</p>",
            submit_label="Rückruf bestellen",
            thank_you_text="<p>Wir rufen zu der Zeit an, die Sie gewählt haben.</p>",
            consequence="Ohne Name, Nummer und Uhrzeit können wir Sie nicht anrufen.",
        ),
        "en": FormWords(
            title="Call-back service",
            slug="call-back",
            summary="Give us your number and a time of day. We call you.",
            introduction="<p>Would you rather talk than write? Tell us when it suits you.</p>",
            submit_label="Request a call",
            thank_you_text="<p>We call at the time that you have chosen.</p>",
            consequence="Without a name, a number and a time we cannot call you.",
        ),
    },
    questions=(
        NAME,
        Question(PHONE, "contact", "tel", required=True, autocomplete="tel"),
        Question(
            {"de": "Ihre Wunschzeit", "en": "Time that suits you"},
            "wishes",
            "radio",
            required=True,
            choices={
                "de": "Vormittags, 8 bis 12 Uhr\nNachmittags, 12 bis 18 Uhr\nAbends, 18 bis 20 Uhr",
                "en": "In the morning, 8 to 12\nIn the afternoon, 12 to 6\nIn the evening, 6 to 8",
            },
        ),
        Question(
            {"de": "Ihr Thema", "en": "Your topic"},
            "message",
            help_text={
                "de": "Ein Stichwort genügt, zum Beispiel „Zahnbonus“.",
                "en": "A word will do, such as “dental bonus”.",
            },
            reason={
                "de": "So ruft Sie gleich jemand an, der sich damit auskennt.",
                "en": "So that somebody calls you who knows about it.",
            },
        ),
    ),
)

NEWSLETTER = FormText(
    key="newsletter",
    purpose="newsletter",
    words={
        "de": FormWords(
            title="Newsletter",
            slug="newsletter",
            summary="Einmal im Monat Tipps für Ihre Gesundheit und Neues aus der Kasse.",
            introduction="<p>Einmal im Monat schreiben wir Ihnen eine E-Mail: mit Tipps für Ihre "
            "Gesundheit und mit Neuem aus der Kasse. Das können Sie jederzeit beenden.</p>",
            submit_label="Newsletter bestellen",
            thank_you_text="<p>Der Newsletter kommt an jedem ersten Montag im Monat, der erste "
            "nach Ihrer Bestätigung. In jeder Ausgabe steht ein Link, mit dem Sie ihn beenden.</p>",
            consequence="Ohne E-Mail-Adresse können wir Ihnen keinen Newsletter schicken.",
        ),
        "en": FormWords(
            title="Newsletter",
            slug="newsletter",
            summary="Once a month, advice for your health and our news.",
            introduction="<p>Once a month we write you an e-mail with advice for your health and "
            "our news. You can end this at any time.</p>",
            submit_label="Order the newsletter",
            thank_you_text="<p>The newsletter comes on the first Monday of every month, the first "
            "one after you have confirmed. Each issue has a link by which you end it.</p>",
            consequence="Without an e-mail address we cannot send you a newsletter.",
        ),
    },
    questions=(
        Question(EMAIL, "contact", "email", required=True, autocomplete="email"),
        Question(
            {"de": "Ihre Themen", "en": "Your topics"},
            "wishes",
            "checkboxes",
            choices={
                "de": "Bewegung\nErnährung\nFamilie\nPflege",
                "en": "Exercise\nFood\nFamily\nCare",
            },
        ),
    ),
    consents=(NEWSLETTER_CONSENT,),
)

EMPLOYERS = FormText(
    key="employers",
    purpose="employers",
    answers_within=2,
    words={
        "de": FormWords(
            title="Arbeitgeber-Service",
            slug="arbeitgeber",
            summary="Fragen zu Meldungen, Beiträgen und Erstattungen: ein Team nur für Betriebe.",
            introduction="<p>Sie beschäftigen Menschen, die bei uns versichert sind? Unser Team "
            "für Betriebe beantwortet Ihre Fragen.</p>",
            submit_label="Frage senden",
            thank_you_text="<p>Unser Team für Betriebe schreibt Ihnen oder ruft Sie an.</p>",
            consequence="Ohne die Pflichtangaben können wir Ihre Frage nicht zuordnen.",
        ),
        "en": FormWords(
            title="Employer service",
            slug="employers",
            summary="Questions about notifications, contributions and refunds: a team for "
            "businesses only.",
            introduction="<p>Do you employ people whom we insure? Our team for businesses answers "
            "your questions.</p>",
            submit_label="Send the question",
            thank_you_text="<p>Our team for businesses writes to you or calls.</p>",
            consequence="Without the required answers we cannot assign your question.",
        ),
    },
    questions=(
        Question(
            {"de": "Firma", "en": "Company"},
            "business",
            required=True,
            autocomplete="organization",
        ),
        Question(
            {"de": "Betriebsnummer", "en": "Employer number"},
            "business",
            help_text={"de": "Acht Ziffern", "en": "Eight digits"},
            shape="99999999",
        ),
        NAME,
        Question(EMAIL, "contact", "email", required=True, autocomplete="email"),
        OPTIONAL_PHONE,
        Question(
            {"de": "Thema", "en": "Topic"},
            "wishes",
            "dropdown",
            required=True,
            choices={
                "de": "Meldungen\nBeiträge\nErstattung bei Krankheit\nErstattung bei Mutterschaft\n"
                "Etwas anderes",
                "en": "Notifications\nContributions\nRefunds for sick pay\n"
                "Refunds for maternity pay\nSomething else",
            },
        ),
        Question(
            {"de": "Ihre Frage", "en": "Your question"},
            "message",
            "multiline",
            required=True,
            reason={
                "de": "Nennen Sie Beschäftigte nur, wenn wir sie für die Antwort kennen müssen.",
                "en": "Name employees only if we must know them for the answer.",
            },
        ),
    ),
)

FORMS = (CONTACT, CALL_BACK, NEWSLETTER, EMPLOYERS)
