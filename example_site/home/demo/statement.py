"""The privacy statement; which section says which line of the model is told in the README."""

from dataclasses import dataclass

from example_site.home.demo.texts import one_line

Sections = tuple[tuple[str, dict[str, str]], ...]


@dataclass(frozen=True, slots=True)
class StatementText:
    """What the insurer adds in its own words to what the registers say, in one language."""

    title: str
    slug: str
    summary: str
    motto: str
    sections: Sections

    @property
    def body(self) -> list[tuple[str, dict[str, str]]]:
        """Give the content of the page's StreamField."""
        return [
            (name, {part: one_line(text) for part, text in parts.items()})
            for name, parts in self.sections
        ]


GERMAN = StatementText(
    title="Datenschutz",
    slug="datenschutz",
    summary="Was die Beispielkasse über Sie erfährt, wofür sie es braucht und wann sie es löscht.",
    motto="Ihre Daten gehören Ihnen. Wir leihen sie nur, so kurz wie möglich.",
    sections=(
        (
            "controller",
            {
                "text": """
                    <p>Wir sind eine gesetzliche Krankenkasse. Alles, was wir über Sie wissen,
                    steht unter dem Sozialgeheimnis. Es bindet jeden Menschen, der bei uns arbeitet,
                    auch nach Feierabend und im Ruhestand.</p>
                """
            },
        ),
        ("collection_points", {}),
        (
            "text",
            {
                "heading": "Unser Versprechen",
                "text": """
                    <p>Sie vertrauen uns Dinge an, die sonst nur Ihre Ärztin kennt. Darum sagen wir
                    Ihnen hier offen, was wir erfahren. Wir sagen auch, wofür wir es brauchen und
                    wann wir es löschen.</p>
                    <p>Diese Seite ist für unsere Kundinnen und Kunden da. Sie ist ebenso für alle
                    da, die sich nur umsehen möchten.</p>
                    <h3>Nur auf Ihren Wunsch</h3>
                    <p>Persönliche Daten brauchen wir, um einen Online-Dienst auszuführen, den Sie
                    von uns möchten. Ob Sie ihn nutzen, entscheiden Sie frei. Sie haben keinen
                    Nachteil, wenn Sie lieber anrufen oder einen Brief schreiben.</p>
                    <h3>Nur für diesen Zweck</h3>
                    <p>Was Sie in ein Formular schreiben, nutzen wir nur für den Zweck, der dort
                    steht. Möchten wir es für etwas anderes nutzen, dann fragen wir Sie vorher. Jede
                    weitere Nutzung braucht eine eigene Einwilligung von Ihnen. Sagen Sie nicht Ja,
                    bleibt alles beim ersten Zweck.</p>
                """,
            },
        ),
        (
            "data_categories",
            {
                "text": """
                    <p>Wir unterscheiden zwei Arten von Angaben:</p>
                    <ul>
                      <li><b>Persönliche Daten</b> sagen etwas über Sie. Sie kommen von Ihnen selbst
                      oder von Ihrem Browser. Manche sind besonders geschützt, etwa über Ihre
                      Gesundheit; auch sie nennen wir unten.</li>
                      <li><b>Anonyme Sammeldaten</b> sagen nur, wie oft eine Seite gelesen wurde.
                      Von ihnen führt kein Weg zu Ihnen zurück.</li>
                    </ul>
                """
            },
        ),
        ("retention", {}),
        (
            "recipients",
            {
                "text": """
                    <p>Einige Aufgaben erledigen andere für uns. Jede dieser Firmen hat einen
                    Vertrag mit uns unterschrieben. Er bindet sie an dieselben Regeln, die für
                    uns gelten, auch an das Sozialgeheimnis.</p>
                """
            },
        ),
        ("transfers", {}),
        ("sources", {}),
        (
            "website",
            {
                "text": """
                    <p>Wie jeder Server im Internet sieht auch unserer bei jedem Aufruf die
                    IP-Adresse.</p>
                """
            },
        ),
        ("device_storage", {}),
        (
            "statistics",
            {
                "text": """
                    <p>Wir möchten wissen, wie oft unsere Seiten und Angebote genutzt werden. Das
                    hat nur einen Grund: Wir möchten sie besser machen.</p>
                    <p>Dafür genügt eine Zufallszahl. Der Server gibt sie Ihrem Besuch von selbst,
                    anstelle der Adresse. Diese anonyme Sitzungsnummer gilt nur für diesen Besuch.
                    Auf ihr allein beruhen alle unsere Zahlen. Gespeichert wird nicht einmal sie,
                    sondern nur Summen je Tag.</p>
                """
            },
        ),
        ("decisions", {}),
        (
            "email_notice",
            {
                "own_words": """
                    <p>Eine E-Mail ist wie eine Postkarte. Andere können sie unterwegs lesen.
                    Niemand kann sicher sagen, von wem sie wirklich stammt. Sie kann verloren
                    gehen, und sie kann Viren mitbringen.</p>
                    <p>Wer uns unverschlüsselt schreibt, nimmt meist auch eine unverschlüsselte
                    Antwort in Kauf. Wir verlassen uns darauf nicht. Im Formular fragen wir Sie, auf
                    welchem Weg wir antworten sollen, und halten Ihre Wahl fest.</p>
                """
            },
        ),
        ("rights", {}),
        ("withdrawal", {}),
        ("changes", {}),
        ("contact", {}),
    ),
)

ENGLISH = StatementText(
    title="Privacy statement",
    slug="privacy-statement",
    summary="What the Beispielkasse learns about you, what it needs it for and when it deletes it.",
    motto="Your data belong to you. We only borrow them, for as short a time as possible.",
    sections=(
        (
            "controller",
            {
                "text": """
                    <p>We are a statutory health insurer in Germany. Everything that we know about
                    you falls under the social data secrecy. It binds everybody who works for us,
                    after hours and in retirement too.</p>
                """
            },
        ),
        ("collection_points", {}),
        (
            "text",
            {
                "heading": "Our promise",
                "text": """
                    <p>You trust us with things that otherwise only your doctor knows. So we tell
                    you openly here what we learn. We also tell you what we need it for and when we
                    delete it.</p>
                    <p>This page is there for our customers. It is just as much there for everybody
                    who only wants to look around.</p>
                    <h3>Only if you ask us to</h3>
                    <p>We need personal data to carry out an online service that you want from us.
                    Whether you use it is your free choice. It is no disadvantage to you if you
                    would rather call or write a letter.</p>
                    <h3>Only for this purpose</h3>
                    <p>What you write into a form we use only for the purpose that stands there. If
                    we want to use it for something else, we ask you first. Any further use needs a
                    separate consent from you. If you do not say yes, the first purpose stays the
                    only one.</p>
                """,
            },
        ),
        (
            "data_categories",
            {
                "text": """
                    <p>We distinguish two kinds of information:</p>
                    <ul>
                      <li><b>Personal data</b> say something about you. They come from yourself or
                      from your browser. Some are specially protected, such as those about your
                      health; we name them below, too.</li>
                      <li><b>Anonymous accumulated data</b> only say how often a page was read. No
                      way leads back from them to you.</li>
                    </ul>
                """
            },
        ),
        ("retention", {}),
        (
            "recipients",
            {
                "text": """
                    <p>Others do some of the work for us. Each of these companies has signed a
                    contract with us. It binds them to the same rules that bind us, and to the
                    social data secrecy as well.</p>
                """
            },
        ),
        ("transfers", {}),
        ("sources", {}),
        (
            "website",
            {
                "text": """
                    <p>Like every server on the internet, ours sees the IP address of every
                    request.</p>
                """
            },
        ),
        ("device_storage", {}),
        (
            "statistics",
            {
                "text": """
                    <p>We would like to know how often our pages and offers are used. There is only
                    one reason: we want to improve them.</p>
                    <p>A random number is enough for that. The server gives it to your visit by
                    itself, in place of the address. This anonymous session number is valid for
                    this visit only. All our numbers rest on it alone. Not even this number is
                    stored, only sums per day.</p>
                """
            },
        ),
        ("decisions", {}),
        (
            "email_notice",
            {
                "own_words": """
                    <p>An e-mail is like a postcard. Others can read it on its way. Nobody can be
                    sure who really wrote it. It can be lost, and it can carry viruses.</p>
                    <p>Whoever writes to us unencrypted mostly accepts an unencrypted answer too. We
                    do not rely on that. The form asks you by which channel we shall answer, and we
                    record your choice.</p>
                """
            },
        ),
        ("rights", {}),
        ("withdrawal", {}),
        ("changes", {}),
        ("contact", {}),
    ),
)

STATEMENT = {"de": GERMAN, "en": ENGLISH}
