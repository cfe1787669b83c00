"""The texts of the section "Service"."""

from example_site.home.demo.texts import OfferText, SectionText

ABROAD = {
    "de": OfferText(
        title="Auslandsreise",
        slug="auslandsreise",
        introduction="Im Urlaub krank? Ihre Karte gilt in ganz Europa. Für weitere Reisen brauchen "
        "Sie mehr.",
        facts=(
            ("In der EU", "Ihre Gesundheitskarte, Rückseite nach oben"),
            ("Mit Abkommen", "Ein Anspruchsschein, den wir Ihnen schicken"),
            ("Überall sonst", "Eine private Reiseversicherung"),
        ),
        text="""
            <h2>In Europa</h2>
            <p>Auf der Rückseite Ihrer Gesundheitskarte steht die Europäische
            Krankenversicherungskarte. Sie gilt in allen Ländern der EU, in Island, Liechtenstein,
            Norwegen und der Schweiz. Sie werden behandelt wie die Menschen, die dort versichert
            sind. Manchmal gehört dazu ein Eigenanteil.</p>
            <h2>Was die Karte nicht abdeckt</h2>
            <ul>
              <li>den Rücktransport nach Hause</li>
              <li>private Praxen und Kliniken</li>
              <li>Reisen in Länder ohne Abkommen</li>
            </ul>
            <p>Für diese Fälle raten wir zu einer privaten Reiseversicherung. Eine Familie bezahlt
            dafür meist weniger als 30 Euro im Jahr.</p>
            <h2>Sie haben vor Ort bezahlt?</h2>
            <p>Heben Sie Rechnung und Verordnung auf. Schicken Sie uns beides nach der Reise. Wir
            erstatten so viel, wie die Behandlung in Deutschland gekostet hätte.</p>
        """,
    ),
    "en": OfferText(
        title="Travelling abroad",
        slug="travelling-abroad",
        introduction="Ill on holiday? Your card is valid all over Europe. For longer journeys you "
        "need more.",
        facts=(
            ("In the EU", "Your health card, its back upwards"),
            ("With an agreement", "An entitlement form that we send you"),
            ("Everywhere else", "A private travel insurance"),
        ),
        text="""
            <h2>In Europe</h2>
            <p>The back of your health card is the European Health Insurance Card. It is valid in
            every country of the EU, in Iceland, Liechtenstein, Norway and Switzerland. You are
            treated like the people who are insured there. Sometimes that includes a share of your
            own.</p>
            <h2>What the card does not cover</h2>
            <ul>
              <li>the transport home</li>
              <li>private practices and clinics</li>
              <li>journeys to countries without an agreement</li>
            </ul>
            <p>For these cases we advise a private travel insurance. A family mostly pays less than
            30 euros a year for it.</p>
            <h2>Did you pay there?</h2>
            <p>Keep the bill and the prescription. Send us both after the journey. We refund as much
            as the treatment would have cost in Germany.</p>
        """,
    ),
}

CARE_ADVICE = {
    "de": OfferText(
        title="Pflegeberatung",
        slug="pflegeberatung",
        introduction="Pflege kommt oft plötzlich. Wir ordnen mit Ihnen, was jetzt zu tun ist.",
        facts=(
            ("Wann", "Spätestens zwei Wochen nach Ihrer Anfrage"),
            ("Wo", "Am Telefon, per Video oder bei Ihnen zu Hause"),
            ("Was es kostet", "Nichts"),
        ),
        text="""
            <h2>Worum es geht</h2>
            <p>Unsere Beraterinnen und Berater kennen die Pflegeversicherung und die Angebote in
            Ihrer Nähe. Mit Ihnen erstellen sie einen Plan: welche Hilfe Sie brauchen, wer sie
            leistet und wer sie bezahlt. Darauf haben Sie ein Recht (§&nbsp;7a SGB XI).</p>
            <h2>Auch für Angehörige</h2>
            <p>Sie pflegen jemanden? Dann beraten wir auch Sie, wenn dieser Mensch einverstanden
            ist. Wir sprechen über Kurse, Auszeiten und Ihre eigene Absicherung.</p>
            <h2>So bereiten Sie sich vor</h2>
            <p>Notieren Sie eine Woche lang, wobei Hilfe nötig ist. Legen Sie Briefe und Bescheide
            bereit. Mehr braucht es für den Anfang nicht.</p>
        """,
    ),
    "en": OfferText(
        title="Advice on care",
        slug="advice-on-care",
        introduction="Care often comes suddenly. With you we sort out what has to be done now.",
        facts=(
            ("When", "Two weeks after your request at the latest"),
            ("Where", "By telephone, by video or at your home"),
            ("What it costs", "Nothing"),
        ),
        text="""
            <h2>What it is about</h2>
            <p>Our advisers know the care insurance and the help that is to be had near you. With
            you they make a plan: which help you need, who gives it and who pays for it. You have a
            right to this (§&nbsp;7a SGB XI).</p>
            <h2>For relatives too</h2>
            <p>Do you care for somebody? Then we advise you as well, if that person agrees. We talk
            about courses, time off and your own insurance.</p>
            <h2>How to prepare</h2>
            <p>Write down for a week where help is needed. Have letters and decisions at hand. That
            is enough for a beginning.</p>
        """,
    ),
}

FAMILY = {
    "de": OfferText(
        title="Familienversicherung",
        slug="familienversicherung",
        introduction="Ein Beitrag, eine ganze Familie: So versichern Sie Partner und Kinder "
        "kostenlos mit.",
        facts=(
            ("Kinder", "Bis 18, ohne Arbeit bis 23, in Ausbildung bis 25"),
            ("Partner", "Verheiratet oder eingetragen, mit wenig eigenem Einkommen"),
            ("Was es kostet", "Nichts zusätzlich"),
        ),
        text="""
            <h2>Wer mitversichert ist</h2>
            <p>Ihre Familie ist mitversichert, wenn sie in Deutschland wohnt und nicht selbst
            versichert ist. Das eigene Einkommen darf eine Grenze nicht übersteigen, die jedes Jahr
            neu festgelegt wird. Das steht in §&nbsp;10 SGB V.</p>
            <h2>So melden Sie Ihre Familie an</h2>
            <ol>
              <li>Füllen Sie den Fragebogen aus, den wir Ihnen schicken.</li>
              <li>Legen Sie für Kinder die Geburtsurkunde als Kopie bei.</li>
              <li>Nach einer Woche kommen die Karten mit der Post.</li>
            </ol>
            <h2>Ein Baby ist da?</h2>
            <p>Herzlichen Glückwunsch! Ihr Kind ist vom ersten Tag an versichert. Melden Sie es in
            den ersten zwei Monaten bei uns an.</p>
        """,
    ),
    "en": OfferText(
        title="Family insurance",
        slug="family-insurance",
        introduction="One contribution, a whole family: how to insure partner and children for "
        "free.",
        facts=(
            ("Children", "Up to 18, without work up to 23, in training up to 25"),
            ("Partner", "Married or registered, with a small income of their own"),
            ("What it costs", "Nothing in addition"),
        ),
        text="""
            <h2>Who is insured with you</h2>
            <p>Your family is insured with you if they live in Germany and are not insured
            themselves. Their own income must stay below a limit that is set every year. The law is
            §&nbsp;10 SGB V.</p>
            <h2>How to register your family</h2>
            <ol>
              <li>Fill in the questionnaire that we send you.</li>
              <li>For children add a copy of the birth certificate.</li>
              <li>After a week the cards come by post.</li>
            </ol>
            <h2>Is a baby there?</h2>
            <p>Congratulations! Your child is insured from the first day. Please register it in the
            first two months.</p>
        """,
    ),
}

FIGURES = {
    "de": OfferText(
        title="Unsere Website in Zahlen",
        slug="website-in-zahlen",
        introduction="Wie oft unsere Seiten gelesen werden, und warum wir dabei niemanden "
        "erkennen.",
        has_figures=True,
        text="""
            <h2>Warum wir das zeigen</h2>
            <p>Sie dürfen wissen, was wir über den Besuch unserer Seiten wissen. Es sind Summen wie
            diese. Wer die Seiten gelesen hat, steht nirgends.</p>
            <h2>Was wir daraus lernen</h2>
            <p>Eine Seite, die viele lesen, muss als erste stimmen. Eine Seite, die kaum jemand
            findet, braucht einen besseren Platz. Oft gelesen heißt aber nicht wichtig: Manche Seite
            brauchen nur wenige, und die brauchen sie dringend.</p>
        """,
    ),
    "en": OfferText(
        title="Our website in figures",
        slug="website-in-figures",
        introduction="How often our pages are read, and why we recognise nobody by that.",
        has_figures=True,
        text="""
            <h2>Why we show this</h2>
            <p>You may know what we know about the visits to our pages. It is sums like these. Who
            has read the pages stands nowhere.</p>
            <h2>What we learn from it</h2>
            <p>A page that many people read must be right first. A page that hardly anybody finds
            needs a better place. But often read is not the same as important: some pages are needed
            by a few people only, and urgently.</p>
        """,
    ),
}

SERVICE = SectionText(
    key="service",
    pages={
        "de": OfferText(
            title="Service",
            slug="service",
            introduction="Was wir für Sie erledigen, damit Sie sich um anderes kümmern können.",
        ),
        "en": OfferText(
            title="Service",
            slug="service",
            introduction="What we do for you, so that you can look after other things.",
        ),
    },
    offers={"abroad": ABROAD, "care-advice": CARE_ADVICE, "family": FAMILY, "figures": FIGURES},
)

CONTACT = SectionText(
    key="contact",
    pages={
        "de": OfferText(
            title="Kontakt",
            slug="kontakt",
            introduction="Schreiben Sie uns, lassen Sie sich anrufen, oder lesen Sie mit.",
        ),
        "en": OfferText(
            title="Contact",
            slug="contact",
            introduction="Write to us, have us call you, or read our newsletter.",
        ),
    },
)
