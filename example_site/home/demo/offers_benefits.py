"""The texts of the section "Leistungen" / "Benefits"."""

from example_site.home.demo.texts import OfferText, SectionText

CHECKUPS = {
    "de": OfferText(
        title="Vorsorge",
        slug="vorsorge",
        introduction="Früh erkannt heißt oft: gut zu behandeln. Diese Untersuchungen zahlen wir "
        "ganz.",
        facts=(
            ("Für wen", "Für alle Versicherten, vom ersten Lebenstag an"),
            ("Was es kostet", "Nichts. Ihre Karte genügt."),
            ("Wo", "In jeder Praxis mit Kassenzulassung"),
        ),
        text="""
            <h2>Für Kinder und Jugendliche</h2>
            <p>Zehn Untersuchungen begleiten Ihr Kind von der Geburt bis zum sechsten Geburtstag:
            U1 bis U9, dazu die U7a. Mit 12 bis 14 Jahren folgt die J1. Wir erinnern Sie per Brief,
            wenn Sie das möchten.</p>
            <h2>Für Erwachsene</h2>
            <ul>
              <li><b>Gesundheits-Check:</b> einmal zwischen 18 und 34, danach alle drei Jahre</li>
              <li><b>Haut:</b> ab 35 alle zwei Jahre</li>
              <li><b>Darm:</b> ab 50, als Test oder als Spiegelung</li>
              <li><b>Zähne:</b> zweimal im Jahr</li>
            </ul>
            <h2>So kommen Sie zum Termin</h2>
            <p>Rufen Sie in einer Praxis Ihrer Wahl an. Eine Überweisung brauchen Sie nicht. Finden
            Sie keinen Termin, dann melden Sie sich bei uns: Wir suchen mit.</p>
        """,
    ),
    "en": OfferText(
        title="Check-ups",
        slug="check-ups",
        introduction="What is found early can often be treated well. We pay these examinations in "
        "full.",
        facts=(
            ("For whom", "For everybody we insure, from the first day of life"),
            ("What it costs", "Nothing. Your card is enough."),
            ("Where", "In every practice that treats statutory patients"),
        ),
        text="""
            <h2>For children and young people</h2>
            <p>Ten examinations accompany your child from birth to the sixth birthday: U1 to U9,
            and U7a. Between 12 and 14 years the J1 follows. We remind you by letter if you
            like.</p>
            <h2>For adults</h2>
            <ul>
              <li><b>Health check:</b> once between 18 and 34, then every three years</li>
              <li><b>Skin:</b> every two years from the age of 35</li>
              <li><b>Bowel:</b> from the age of 50, as a test or an endoscopy</li>
              <li><b>Teeth:</b> twice a year</li>
            </ul>
            <h2>How to get an appointment</h2>
            <p>Call a practice of your choice. You need no referral. If you find no appointment,
            tell us: we look for one with you.</p>
        """,
    ),
}

BACK_COURSE = {
    "de": OfferText(
        title="Rückenkurs",
        slug="rueckenkurs",
        introduction="Acht Abende, ein kräftiger Rücken. Wir zahlen Ihnen den größten Teil des "
        "Kurses zurück.",
        facts=(
            ("Zuschuss", "80 Prozent der Gebühr, höchstens 90 Euro je Kurs"),
            ("Wie oft", "Zwei Kurse im Jahr"),
            ("Bedingung", "Sie waren bei mindestens 80 Prozent der Termine dabei."),
        ),
        text="""
            <h2>Was Sie dort lernen</h2>
            <p>Sie üben, wie Sie heben, sitzen und stehen, ohne dass es zwickt. Geschulte Fachkräfte
            leiten die Gruppe. Vorkenntnisse brauchen Sie nicht, bequeme Kleidung schon.</p>
            <h2>So bekommen Sie Ihr Geld</h2>
            <ol>
              <li>Suchen Sie einen Kurs mit dem Siegel der Zentralen Prüfstelle Prävention.</li>
              <li>Nehmen Sie teil, und lassen Sie sich das bescheinigen.</li>
              <li>Schicken Sie uns Bescheinigung und Rechnung. Ein Foto genügt.</li>
            </ol>
            <p>Binnen zehn Tagen haben Sie den Zuschuss auf dem Konto. Grundlage ist
            §&nbsp;20 SGB V.</p>
        """,
    ),
    "en": OfferText(
        title="Back course",
        slug="back-course",
        introduction="Eight evenings, one strong back. We refund the greater part of the course.",
        facts=(
            ("Refund", "80 per cent of the fee, up to 90 euros per course"),
            ("How often", "Two courses a year"),
            ("Condition", "You attended at least 80 per cent of the evenings."),
        ),
        text="""
            <h2>What you learn there</h2>
            <p>You practise lifting, sitting and standing so that nothing hurts. Trained staff lead
            the group. You need no experience, only comfortable clothes.</p>
            <h2>How you get your money</h2>
            <ol>
              <li>Look for a course with the seal of the Zentrale Prüfstelle Prävention.</li>
              <li>Take part, and have your attendance confirmed.</li>
              <li>Send us the confirmation and the bill. A photo will do.</li>
            </ol>
            <p>Within ten days you have the refund in your account. The law behind it is
            §&nbsp;20 SGB V.</p>
        """,
    ),
}

DENTAL_BONUS = {
    "de": OfferText(
        title="Zahnbonus",
        slug="zahnbonus",
        introduction="Wer jedes Jahr zur Kontrolle geht, zahlt für Kronen und Brücken weniger.",
        facts=(
            ("Ohne Bonusheft", "60 Prozent Festzuschuss"),
            ("Fünf Jahre lückenlos", "70 Prozent"),
            ("Zehn Jahre lückenlos", "75 Prozent"),
        ),
        text="""
            <h2>So füllt sich Ihr Bonusheft</h2>
            <p>Sie gehen einmal im Jahr zur Kontrolle, und die Praxis trägt den Besuch ein. Für
            Jugendliche zwischen 12 und 17 sind es zwei Besuche im Jahr. Das Heft gibt es auf Papier
            und in Ihrer elektronischen Patientenakte.</p>
            <h2>Ein Stempel fehlt?</h2>
            <p>Fragen Sie in der Praxis: Sie kann einen Besuch nachtragen. Haben Sie in zehn Jahren
            ein einziges Mal gefehlt, dann kann der Bonus trotzdem bleiben. Sprechen Sie mit
            uns.</p>
            <h2>Reinigung</h2>
            <p>Für eine professionelle Zahnreinigung zahlen wir einmal im Jahr 50 Euro dazu.</p>
        """,
    ),
    "en": OfferText(
        title="Dental bonus",
        slug="dental-bonus",
        introduction="Who goes to the dentist every year pays less for crowns and bridges.",
        facts=(
            ("Without a bonus booklet", "60 per cent fixed subsidy"),
            ("Five years without a gap", "70 per cent"),
            ("Ten years without a gap", "75 per cent"),
        ),
        text="""
            <h2>How your booklet fills up</h2>
            <p>You go to a check-up once a year, and the practice enters the visit. Young people
            between 12 and 17 go twice a year. You can have the booklet on paper or in your
            electronic patient record.</p>
            <h2>Is a stamp missing?</h2>
            <p>Ask the practice: it can enter a past visit. If you missed one single year in ten,
            you can often keep the bonus. Talk to us.</p>
            <h2>Cleaning</h2>
            <p>Once a year we pay 50 euros towards a professional cleaning.</p>
        """,
    ),
}

BENEFITS = SectionText(
    key="benefits",
    pages={
        "de": OfferText(
            title="Leistungen",
            slug="leistungen",
            introduction="Was wir für Ihre Gesundheit zahlen, und wie Sie daran kommen.",
        ),
        "en": OfferText(
            title="Benefits",
            slug="benefits",
            introduction="What we pay for your health, and how you get it.",
        ),
    },
    offers={"check-ups": CHECKUPS, "back-course": BACK_COURSE, "dental-bonus": DENTAL_BONUS},
)
