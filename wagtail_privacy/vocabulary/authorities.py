"""The supervisory authorities of Art. 51 GDPR, and which of them is competent (November 2026).

Every member state of the EEA has one; Germany has one per state (§ 40 BDSG) and one for the
Federation (§ 9 BDSG), Bavaria one each for public bodies and for everybody else.

Checked on 2026-11-22, at second hand, as no authority's own page could be reached. The websites
agree with one or two lists that others keep, that of the EEA from January 2025; of Belgium one list
gives the French domain, of Czechia one the former domain; Bulgaria and Croatia were not compared in
full. No postal address was checked.
The names: alike there, but for office holders who have changed (Lower Saxony, Saxony,
Saxony-Anhalt; a woman or a man gives the German name). Bremen's is that of a press release of its
senate (March 2025), Brandenburg's that of its parliament (May 2024); who answers to which of
Bavaria's two stands in Art. 15, 18 BayDSG. Look at the name before you rely on it.
"""

import re
from dataclasses import dataclass

from wagtail_privacy.vocabulary import Term, Vocabulary

GERMANY, BAVARIA = "DE", "DE-BY"


@dataclass(frozen=True, slots=True)
class Authority(Term):
    """An authority by the ISO 3166 code of its country or state; it is named as it names itself."""

    url: str = ""


def _of(code: str, name: str, url: str) -> Authority:
    return Authority(code, name, url=url)


GERMAN_AUTHORITIES: Vocabulary[Authority] = Vocabulary(
    (
        _of(
            GERMANY,
            "Bundesbeauftragte für den Datenschutz und die Informationsfreiheit",
            "https://www.bfdi.bund.de/",
        ),
        _of(
            "DE-BW",
            "Landesbeauftragter für den Datenschutz und die Informationsfreiheit Baden-Württemberg",
            "https://www.baden-wuerttemberg.datenschutz.de/",
        ),
        _of(BAVARIA, "Bayerisches Landesamt für Datenschutzaufsicht", "https://www.lda.bayern.de/"),
        _of(
            "DE-BY-public",
            "Bayerischer Landesbeauftragter für den Datenschutz",
            "https://www.datenschutz-bayern.de/",
        ),
        _of(
            "DE-BE",
            "Berliner Beauftragte für Datenschutz und Informationsfreiheit",
            "https://www.datenschutz-berlin.de/",
        ),
        _of(
            "DE-BB",
            "Landesbeauftragte für den Datenschutz und für das Recht auf Akteneinsicht Brandenburg",
            "https://www.lda.brandenburg.de/",
        ),
        _of(
            "DE-HB",
            "Landesbeauftragter für Datenschutz und Informationsfreiheit Bremen",
            "https://www.datenschutz.bremen.de/",
        ),
        _of(
            "DE-HH",
            "Hamburgischer Beauftragter für Datenschutz und Informationsfreiheit",
            "https://datenschutz-hamburg.de/",
        ),
        _of(
            "DE-HE",
            "Hessischer Beauftragter für Datenschutz und Informationsfreiheit",
            "https://datenschutz.hessen.de/",
        ),
        _of(
            "DE-MV",
            "Landesbeauftragter für Datenschutz und Informationsfreiheit Mecklenburg-Vorpommern",
            "https://www.datenschutz-mv.de/",
        ),
        _of(
            "DE-NI",
            "Landesbeauftragter für den Datenschutz Niedersachsen",
            "https://www.lfd.niedersachsen.de/",
        ),
        _of(
            "DE-NW",
            "Landesbeauftragte für Datenschutz und Informationsfreiheit Nordrhein-Westfalen",
            "https://www.ldi.nrw.de/",
        ),
        _of(
            "DE-RP",
            "Landesbeauftragter für den Datenschutz und die Informationsfreiheit Rheinland-Pfalz",
            "https://www.datenschutz.rlp.de/",
        ),
        _of(
            "DE-SL",
            "Unabhängiges Datenschutzzentrum Saarland",
            "https://www.datenschutz.saarland.de/",
        ),
        _of(
            "DE-SN",
            "Sächsische Datenschutz- und Transparenzbeauftragte",
            "https://www.datenschutz.sachsen.de/",
        ),
        _of(
            "DE-ST",
            "Landesbeauftragte für den Datenschutz Sachsen-Anhalt",
            "https://datenschutz.sachsen-anhalt.de/",
        ),
        _of(
            "DE-SH",
            "Unabhängiges Landeszentrum für Datenschutz Schleswig-Holstein",
            "https://www.datenschutzzentrum.de/",
        ),
        _of(
            "DE-TH",
            "Thüringer Landesbeauftragter für den Datenschutz und die Informationsfreiheit",
            "https://www.tlfdi.de/",
        ),
    )
)

#: One authority for the whole country.
OTHER_AUTHORITIES: Vocabulary[Authority] = Vocabulary(
    _of(*entry)
    for entry in (
        ("AT", "Österreichische Datenschutzbehörde", "https://www.dsb.gv.at/"),
        ("BE", "Autorité de protection des données", "https://www.dataprotectionauthority.be/"),
        ("BG", "Commission for Personal Data Protection", "https://www.cpdp.bg/"),
        (
            "CY",
            "Commissioner for Personal Data Protection",
            "https://www.dataprotection.gov.cy/",
        ),
        ("CZ", "Úřad pro ochranu osobních údajů", "https://uoou.gov.cz/"),
        ("DK", "Datatilsynet", "https://www.datatilsynet.dk/"),
        ("EE", "Andmekaitse Inspektsioon", "https://www.aki.ee/"),
        ("ES", "Agencia Española de Protección de Datos", "https://www.aepd.es/"),
        ("FI", "Tietosuojavaltuutetun toimisto", "https://tietosuoja.fi/"),
        (
            "FR",
            "Commission nationale de l'informatique et des libertés",
            "https://www.cnil.fr/",
        ),
        ("GR", "Hellenic Data Protection Authority", "https://www.dpa.gr/"),
        ("HR", "Agencija za zaštitu osobnih podataka", "https://azop.hr/"),
        (
            "HU",
            "Nemzeti Adatvédelmi és Információszabadság Hatóság",
            "https://www.naih.hu/",
        ),
        ("IE", "Data Protection Commission", "https://www.dataprotection.ie/"),
        ("IS", "Persónuvernd", "https://www.personuvernd.is/"),
        ("IT", "Garante per la protezione dei dati personali", "https://www.garanteprivacy.it/"),
        ("LI", "Datenschutzstelle", "https://www.datenschutzstelle.li/"),
        ("LT", "Valstybinė duomenų apsaugos inspekcija", "https://vdai.lrv.lt/"),
        (
            "LU",
            "Commission nationale pour la protection des données",
            "https://cnpd.public.lu/",
        ),
        ("LV", "Datu valsts inspekcija", "https://www.dvi.gov.lv/"),
        ("MT", "Information and Data Protection Commissioner", "https://idpc.org.mt/"),
        ("NL", "Autoriteit Persoonsgegevens", "https://autoriteitpersoonsgegevens.nl/"),
        ("NO", "Datatilsynet", "https://www.datatilsynet.no/"),
        ("PL", "Urząd Ochrony Danych Osobowych", "https://uodo.gov.pl/"),
        ("PT", "Comissão Nacional de Proteção de Dados", "https://www.cnpd.pt/"),
        (
            "RO",
            "Autoritatea Naţională de Supraveghere a Prelucrării Datelor cu Caracter Personal",
            "https://www.dataprotection.ro/",
        ),
        ("SE", "Integritetsskyddsmyndigheten", "https://www.imy.se/"),
        ("SI", "Informacijski pooblaščenec", "https://www.ip-rs.si/"),
        ("SK", "Úrad na ochranu osobných údajov", "https://dataprotection.gov.sk/"),
    )
)

#: Beginnings of German postal codes that lie in one state as a whole. Codes near a border between
#: states are left out: there the person has to choose.
POSTAL_CODES: dict[str, tuple[str, ...]] = {
    "DE-BW": ("70", "71", "72", "73"),
    "DE-BY": ("80", "81", "82", "83", "84", "85", "86", "90", "91", "92", "93", "94", "95"),
    "DE-BE": ("10", "12", "13"),
    "DE-BB": ("144",),
    "DE-HB": ("281", "282", "275"),
    "DE-HH": ("20",),
    "DE-HE": ("60", "650", "651", "652"),
    "DE-MV": ("180", "181", "190"),
    "DE-NI": ("301", "304", "305", "306", "381"),
    "DE-NW": ("40", "44", "45", "46", "47", "50", "52", "531"),
    "DE-RP": ("551", "56"),
    "DE-SL": ("661", "662", "663"),
    "DE-SN": ("010", "011", "012", "013", "041", "042", "043"),
    "DE-ST": ("061", "390", "391"),
    "DE-SH": ("241", "235"),
    "DE-TH": ("990", "994"),
}


def competent_authority(
    country: str, postal_address: str, *, is_public_body: bool, is_social_insurer: bool
) -> Authority | None:
    """Suggest the authority for an address; None where the address alone does not tell."""
    if country != GERMANY:
        return authority_of(country)
    if is_public_body and is_social_insurer:
        # Some social insurers answer to the Federation, others to a state, § 81 SGB X.
        return None
    state = _state_of(postal_address)
    if state == BAVARIA and is_public_body:
        return GERMAN_AUTHORITIES["DE-BY-public"]
    return GERMAN_AUTHORITIES[state] if state else None


def _state_of(postal_address: str) -> str:
    codes = re.findall(r"(?<!\d)\d{5}(?!\d)", postal_address)
    found = {
        state
        for code in codes
        for state, beginnings in POSTAL_CODES.items()
        if code.startswith(beginnings)
    }
    return found.pop() if len(found) == 1 and len(codes) == 1 else ""


def authority_of(code: str) -> Authority | None:
    """Give an authority by its code."""
    for authorities in (GERMAN_AUTHORITIES, OTHER_AUTHORITIES):
        if code in authorities:
            return authorities[code]
    return None
