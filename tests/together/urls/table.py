"""What everybody gets at every address of ours; an address that is not here fails a test.

Columns, from nobody to everything: **V**isitor, **M**ember without access to the admin, **E**ditor
of a section of the second site, edito**R** of every page, officer of the **S**econd site (rights
over submissions there only), **O**fficer, **A**dministrator.

Targets: what stands on the first site is "own", on the second one "foreign"; "plain" is a page
that is neither form nor statement, "none" an id or token that does not exist, "-" an address
without any.

Cells: **Y**es, **L**og in first, **N**o, **M**issing (404, or 410 behind a link), **R**edirect
after the check of permission (nothing is open to publish; an entry in use cannot be deleted),
**X** method not allowed, **B**ad request. Behind them, what follows the question mark (`QUERIES`).

Choosers of registers show names to every editor, as those of Wagtail do; the names stand in the
statement anyway. Wagtail's views look for a row before they ask for rights: whoever works in the
admin can learn so that a number is in use, and nothing else. Numbers tell nothing here, so it
stays.
"""

from collections.abc import Iterator
from dataclasses import dataclass

QUERIES = {
    "one": "selected-submissions={submission}",
    "for": "purpose={purpose}",
    "csv": "export=csv",
    "xlsx": "export=xlsx",
}
COLUMNS = ("visitor", "member", "elsewhere", "editor", "second", "officer", "root")

_FORMS = """
#address                                        target   V  M  E  R  S  O  A
admin/forms/submissions/<int:page_id>/delete/   own      L  L  N  N  N  Y  Y   one
admin/forms/submissions/<int:page_id>/delete/   foreign  L  L  N  N  Y  Y  Y   one
admin/forms/submissions/<int:page_id>/delete/   plain    L  L  N  N  N  N  N   one
admin/forms/submissions/<int:page_id>/delete/   none     L  L  M  M  M  M  M   one
wagtail_privacy_forms:index                     -        L  L  N  N  Y  Y  Y
wagtail_privacy_forms:index_results             -        L  L  N  N  Y  Y  Y
wagtail_privacy_forms:due                       -        L  L  N  N  Y  Y  Y
wagtail_privacy_forms:unexplained               -        L  L  N  N  Y  Y  Y
wagtail_privacy_forms:consents                  -        L  L  N  N  Y  Y  Y
wagtail_privacy_forms:consents                  -        L  L  N  N  Y  Y  Y   csv
wagtail_privacy_forms:consents_results          -        L  L  N  N  Y  Y  Y
wagtail_privacy_forms:file                      own      L  L  N  N  N  Y  Y   for
wagtail_privacy_forms:file                      foreign  L  L  N  N  Y  Y  Y   for
wagtail_privacy_forms:file                      plain    L  L  N  N  M  M  M   for
wagtail_privacy_forms:file                      none     L  L  N  N  M  M  M   for
wagtail_privacy_forms:close                     own      L  L  N  N  N  Y  Y   one
wagtail_privacy_forms:close                     foreign  L  L  N  N  Y  Y  Y   one
wagtail_privacy_forms:close                     plain    L  L  N  N  M  M  M   one
wagtail_privacy_forms:close                     none     L  L  N  N  M  M  M   one
wagtail_privacy_forms:reopen                    own      L  L  N  N  N  Y  Y   one
wagtail_privacy_forms:reopen                    foreign  L  L  N  N  Y  Y  Y   one
wagtail_privacy_forms:reopen                    plain    L  L  N  N  M  M  M   one
wagtail_privacy_forms:reopen                    none     L  L  N  N  M  M  M   one
wagtail_privacy_start_forms:index               own      L  L  N  N  N  Y  Y
wagtail_privacy_start_forms:index               foreign  L  L  N  N  N  Y  Y
wagtail_privacy_start_forms:index               none     L  L  N  N  N  M  M
wagtail_privacy_start_forms:form                own      L  L  N  N  N  N  Y
wagtail_privacy_start_forms:form                foreign  L  L  N  N  N  N  Y
wagtail_privacy_start_forms:form                plain    L  L  N  N  N  M  M
wagtail_privacy_start_forms:form                none     L  L  N  N  N  M  M
wagtailforms:index                              -        L  L  Y  Y  N  N  Y
wagtailforms:index_results                      -        L  L  Y  Y  N  N  Y
wagtailforms:list_submissions                   own      L  L  N  N  N  Y  Y   for
wagtailforms:list_submissions                   foreign  L  L  N  N  Y  Y  Y   for
wagtailforms:list_submissions                   plain    L  L  M  M  M  M  M   for
wagtailforms:list_submissions                   none     L  L  M  M  M  M  M   for
wagtailforms:list_submissions                   own      L  L  N  N  N  Y  Y   for&csv
wagtailforms:list_submissions                   foreign  L  L  N  N  Y  Y  Y   for&csv
wagtailforms:list_submissions                   own      L  L  N  N  N  Y  Y   for&xlsx
wagtailforms:list_submissions                   foreign  L  L  N  N  Y  Y  Y   for&xlsx
wagtailforms:list_submissions_results           own      L  L  N  N  N  Y  Y   for
wagtailforms:list_submissions_results           foreign  L  L  N  N  Y  Y  Y   for
wagtailforms:list_submissions_results           plain    L  L  M  M  M  M  M   for
wagtailforms:list_submissions_results           none     L  L  M  M  M  M  M   for
wagtailforms:delete_submissions                 own      L  L  N  N  N  Y  Y   one
wagtailforms:delete_submissions                 foreign  L  L  N  N  Y  Y  Y   one
wagtailforms:delete_submissions                 plain    L  L  N  N  N  N  N   one
wagtailforms:delete_submissions                 none     L  L  M  M  M  M  M   one
"""

_REST = """
#address                                        target   V  M  E  R  S  O  A
wagtail_privacy_findings:accept                 own      L  L  N  N  N  Y  Y
wagtail_privacy_findings:accept                 foreign  L  L  N  N  N  M  M
wagtail_privacy_findings:accept                 plain    L  L  N  N  N  M  M
wagtail_privacy_findings:accept                 none     L  L  N  N  N  M  M
wagtail_privacy_findings:take_back              own      L  L  N  N  N  Y  Y
wagtail_privacy_findings:take_back              none     L  L  N  N  N  M  M
wagtail_privacy_findings:publish                own      L  L  N  R  N  N  R
wagtail_privacy_findings:publish                foreign  L  L  R  R  N  N  R
wagtail_privacy_findings:publish                plain    L  L  M  M  M  M  M
wagtail_privacy_findings:publish                none     L  L  M  M  M  M  M
wagtail_privacy_sections:facts                  own      L  L  N  Y  N  N  Y
wagtail_privacy_sections:facts                  foreign  L  L  Y  Y  N  N  Y
wagtail_privacy_sections:facts                  plain    L  L  M  M  M  M  M
wagtail_privacy_sections:facts                  none     L  L  M  M  M  M  M
wagtail_privacy_start_statement:index           own      L  L  N  N  N  Y  Y
wagtail_privacy_start_statement:index           foreign  L  L  N  N  N  Y  Y
wagtail_privacy_start_statement:index           none     L  L  N  N  N  M  M
wagtail_privacy_versions:index                  -        L  L  N  N  N  Y  Y
wagtail_privacy_versions:index                  -        L  L  N  N  N  B  B   csv
wagtail_privacy_versions:results                -        L  L  N  N  N  Y  Y
wagtail_privacy_statistics:index                -        L  L  N  N  N  Y  Y
wagtail_privacy_statistics:index                -        L  L  N  N  N  Y  Y   csv
wagtail_privacy_statistics:index                -        L  L  N  N  N  Y  Y   xlsx
wagtail_privacy_statistics:results              -        L  L  N  N  N  Y  Y
wagtail_privacy_statistics:chart                -        L  L  N  N  N  Y  Y
wagtail_privacy_statistics:dimensions           -        L  L  N  N  N  Y  Y
wagtail_privacy_statistics:data                 -        L  L  N  N  N  Y  Y
wagtail_privacy_start_statistics:index          own      L  L  N  N  N  Y  Y
wagtail_privacy_start_statistics:index          foreign  L  L  N  N  N  Y  Y
wagtail_privacy_start_statistics:index          none     L  L  N  N  N  M  M
wagtail_privacy_start:index                     -        L  L  N  N  N  Y  Y
wagtail_privacy_start:site                      own      L  L  N  N  N  Y  Y
wagtail_privacy_start:site                      foreign  L  L  N  N  N  Y  Y
wagtail_privacy_start:site                      none     L  L  N  N  N  M  M
wagtail_privacy_start:responsible               own      L  L  N  N  N  Y  Y
wagtail_privacy_start:responsible               foreign  L  L  N  N  N  Y  Y
wagtail_privacy_start:responsible               none     L  L  N  N  N  M  M
wagtail_privacy_start:helpers                   own      L  L  N  N  N  Y  Y
wagtail_privacy_start:helpers                   foreign  L  L  N  N  N  Y  Y
wagtail_privacy_start:helpers                   none     L  L  N  N  N  M  M
wagtail_privacy_todo:index                      -        L  L  N  N  N  Y  Y
wagtail_privacy_todo:index                      -        L  L  N  N  N  Y  Y   csv
wagtail_privacy_todo:index                      -        L  L  N  N  N  Y  Y   xlsx
wagtail_privacy_todo:results                    -        L  L  N  N  N  Y  Y
"""

#: REGISTER stands for each of the registers and the recipients of mail, PK for its number.
_REGISTERS = """
#address                                        target   V  M  E  R  S  O  A
wagtailsnippets_REGISTER:list                   -        L  L  N  N  N  Y  Y
wagtailsnippets_REGISTER:list_results           -        L  L  N  N  N  Y  Y
wagtailsnippets_REGISTER:add                    -        L  L  N  N  N  Y  Y
wagtailsnippets_REGISTER:edit                   own      L  L  N  N  N  Y  Y
wagtailsnippets_REGISTER:edit                   none     L  L  M  M  M  M  M
wagtailsnippets_REGISTER:delete                 none     L  L  M  M  M  M  M
wagtailsnippets_REGISTER:usage                  own      L  L  N  N  N  Y  Y
wagtailsnippets_REGISTER:usage                  none     L  L  M  M  M  M  M
wagtailsnippets_REGISTER:history                own      L  L  N  N  N  Y  Y
wagtailsnippets_REGISTER:history                none     L  L  M  M  M  M  M
wagtailsnippets_REGISTER:history_results        own      L  L  N  N  N  Y  Y
wagtailsnippets_REGISTER:history_results        none     L  L  M  M  M  M  M
wagtailsnippets_REGISTER:copy                   own      L  L  N  N  N  Y  Y
wagtailsnippets_REGISTER:copy                   none     L  L  M  M  M  M  M
wagtailsnippets_REGISTER:list                   -        L  L  N  N  N  B  B   csv
wagtailsnippetchoosers_REGISTER:create          -        L  L  N  N  N  Y  Y
"""

_CHOOSER = """
#address                                        target   V  M  E  R  S  O  A
wagtailsnippetchoosers_REGISTER:choose          -        L  L  Y  Y  Y  Y  Y
wagtailsnippetchoosers_REGISTER:choose_results  -        L  L  Y  Y  Y  Y  Y
wagtailsnippetchoosers_REGISTER:chosen          own      L  L  Y  Y  Y  Y  Y
wagtailsnippetchoosers_REGISTER:chosen          none     L  L  M  M  M  M  M
wagtailsnippetchoosers_REGISTER:chosen_multiple -        L  L  Y  Y  Y  Y  Y   id={PK}
"""

#: The choosers of the form editor, which offer ready-made entries to those who may add them.
_READY_MADE = """
#address                                        target   V  M  E  R  S  O  A
CHOOSER:choose                                  -        L  L  Y  Y  Y  Y  Y
CHOOSER:choose_results                          -        L  L  Y  Y  Y  Y  Y
CHOOSER:chosen                                  own      L  L  Y  Y  Y  Y  Y
CHOOSER:chosen                                  none     L  L  M  M  M  M  M
CHOOSER:chosen_multiple                         -        L  L  Y  Y  Y  Y  Y   id={PK}
CHOOSER:create                                  -        L  L  N  N  N  Y  Y
"""

#: The recipients of mail are named to those who may look after them.
_MAIL_CHOOSER = """
#address                                        target   V  M  E  R  S  O  A
wagtailsnippetchoosers_REGISTER:choose          -        L  L  N  N  N  Y  Y
wagtailsnippetchoosers_REGISTER:choose_results  -        L  L  N  N  N  Y  Y
wagtailsnippetchoosers_REGISTER:chosen          own      L  L  N  N  N  Y  Y
wagtailsnippetchoosers_REGISTER:chosen          none     L  L  N  N  N  M  M
wagtailsnippetchoosers_REGISTER:chosen_multiple -        L  L  N  N  N  Y  Y   id={PK}
"""

_DELETING = """
#address                                        target   V  M  E  R  S  O  A
wagtailsnippets_wagtail_privacy_purpose:delete  own      L  L  N  N  N  R  R
bulk:purpose                                    own      L  L  Y  Y  Y  R  R   id={purpose}
bulk:purpose                                    none     L  L  M  M  M  M  M   id=987654
wagtailsnippets_wagtail_privacy_datacategory:delete own      L  L  N  N  N  R  R
bulk:datacategory                               own      L  L  Y  Y  Y  R  R   id={datacategory}
bulk:datacategory                               none     L  L  M  M  M  M  M   id=987654
wagtailsnippets_wagtail_privacy_recipient:delete own      L  L  N  N  N  R  R
bulk:recipient                                  own      L  L  Y  Y  Y  R  R   id={recipient}
bulk:recipient                                  none     L  L  M  M  M  M  M   id=987654
wagtailsnippets_wagtail_privacy_forms_mailrecipient:delete own      L  L  N  N  N  Y  Y
bulk:mailrecipient                              own      L  L  N  N  N  Y  Y   id={mailrecipient}
bulk:mailrecipient                              none     L  L  M  M  M  M  M   id=987654
"""

#: Views of Wagtail that show drafts, histories and settings of ours.
_WAGTAILS = """
#address                                        target   V  M  E  R  S  O  A
wagtailsettings:edit                            own      L  L  N  N  N  Y  Y
wagtailsettings:edit                            foreign  L  L  N  N  N  Y  Y
wagtailsettings:edit                            none     L  L  M  M  M  M  M
wagtailsettings:preview_on_edit                 own      L  L  N  N  N  M  M
wagtailsettings:preview_on_edit                 foreign  L  L  N  N  N  M  M
wagtailsettings:preview_on_edit                 none     L  L  M  M  M  M  M
wagtailadmin_pages:edit                         own      L  L  N  Y  N  N  Y
wagtailadmin_pages:edit                         foreign  L  L  Y  Y  N  N  Y
wagtailadmin_pages:edit                         none     L  L  M  M  M  M  M
wagtailadmin_pages:view_draft                   own      L  L  N  Y  N  N  Y
wagtailadmin_pages:view_draft                   foreign  L  L  Y  Y  N  N  Y
wagtailadmin_pages:view_draft                   none     L  L  M  M  M  M  M
wagtailadmin_pages:preview_on_edit              own      L  L  N  Y  N  N  Y
wagtailadmin_pages:preview_on_edit              foreign  L  L  Y  Y  N  N  Y
wagtailadmin_pages:preview_on_edit              none     L  L  M  M  M  M  M
wagtailadmin_pages:history                      own      L  L  N  Y  N  N  Y
wagtailadmin_pages:history                      foreign  L  L  Y  Y  N  N  Y
wagtailadmin_pages:history                      none     L  L  M  M  M  M  M
wagtailadmin_pages:history_results              own      L  L  N  Y  N  N  Y
wagtailadmin_pages:history_results              foreign  L  L  Y  Y  N  N  Y
wagtailadmin_pages:history_results              none     L  L  M  M  M  M  M
wagtailadmin_pages:usage                        own      L  L  N  Y  N  N  Y
wagtailadmin_pages:usage                        foreign  L  L  Y  Y  N  N  Y
wagtailadmin_pages:usage                        none     L  L  M  M  M  M  M
wagtailadmin_pages:copy                         own      L  L  N  Y  N  N  Y
wagtailadmin_pages:copy                         foreign  L  L  Y  Y  N  N  Y
wagtailadmin_pages:copy                         none     L  L  M  M  M  M  M
wagtailadmin_pages:delete                       own      L  L  N  R  N  N  Y
wagtailadmin_pages:delete                       foreign  L  L  R  R  N  N  Y
wagtailadmin_pages:delete                       none     L  L  M  M  M  M  M
"""

#: Answers to everybody; the first two count.
_PUBLIC = """
#address                                        target   V  M  E  R  S  O  A
wagtail_privacy_analytics:hit                   -        X  X  X  X  X  X  X
wagtail_privacy_analytics:pixel                 -        B  B  B  B  B  B  B
wagtail_privacy_analytics:figures               -        M  M  M  M  M  M  M
wagtail_privacy_analytics:visit                 -        Y  Y  Y  Y  Y  Y  Y
wagtail_privacy_consents:consent                own      Y  Y  Y  Y  Y  Y  Y
wagtail_privacy_consents:withdraw               own      Y  Y  Y  Y  Y  Y  Y
wagtail_privacy_consents:consent                none     M  M  M  M  M  M  M
wagtail_privacy_consents:withdraw               none     M  M  M  M  M  M  M
wagtail_privacy_consents:receipt                own      Y  Y  Y  Y  Y  Y  Y
wagtail_privacy_consents:receipt                none     M  M  M  M  M  M  M
wagtail_privacy_consents:receipt                own      Y  Y  Y  Y  Y  Y  Y   format=json
wagtail_privacy_consents:mangled_consent        own      Y  Y  Y  Y  Y  Y  Y
wagtail_privacy_consents:mangled_consent        none     M  M  M  M  M  M  M
wagtail_privacy_consents:mangled_receipt        own      Y  Y  Y  Y  Y  Y  Y
wagtail_privacy_consents:mangled_receipt        none     M  M  M  M  M  M  M
wagtail_privacy_gpc                             -        Y  Y  Y  Y  Y  Y  Y
"""

#: What a statement serves below its own address, to everybody while it is published.
PAGES = ("index_route", "serve_dpv", "serve_tilt", "version", "version_changes", "versions")

REGISTERS = {
    "datacategory": "wagtail_privacy",
    "mailrecipient": "wagtail_privacy_forms",
    "purpose": "wagtail_privacy",
    "recipient": "wagtail_privacy",
}
_PAGE = "admin/pages/<int:page_id>"
_CONTROLLER = "admin/settings/wagtail_privacy/controllersettings/<int:pk>"
#: Patterns of the addresses of Wagtail's own that the table asks for.
WAGTAILS = {
    **{f"bulk:{name}": f"admin/bulk/{app}/{name}/delete/" for name, app in REGISTERS.items()},
    "wagtailadmin_pages:preview_on_edit": f"{_PAGE}/edit/preview/",
    "wagtailadmin_pages:history_results": f"{_PAGE}/history/results/",
    **{
        f"wagtailadmin_pages:{name}": f"{_PAGE}/{name}/"
        for name in ("copy", "delete", "edit", "history", "usage", "view_draft")
    },
    "wagtailsettings:edit": f"{_CONTROLLER}/",
    "wagtailsettings:preview_on_edit": f"{_CONTROLLER}/preview/",
}
#: Addresses that are there to count whoever opens them.
COUNTING = ("wagtail_privacy_analytics:hit", "wagtail_privacy_analytics:pixel")


@dataclass(frozen=True, slots=True)
class Row:
    """An address with a target, and the letter that each column gets."""

    name: str
    target: str
    letters: str
    query: str
    is_public: bool = False

    @property
    def counts(self) -> bool:
        return self.name in COUNTING

    def said(self, who: str) -> str:
        """Give the letter of somebody."""
        return self.letters[COLUMNS.index(who)]


def _rows(text: str, *, is_public: bool = False) -> Iterator[Row]:
    for line in text.strip().splitlines():
        if not line.startswith("#"):
            name, target, *cells = line.split()
            count = len(COLUMNS)
            asked = "".join(cells[count:]).split("&")
            query = "&".join(QUERIES.get(one, one) for one in asked)
            yield Row(name, target, "".join(cells[:count]), query, is_public)


def _rows_of_registers() -> Iterator[Row]:
    for name, app in REGISTERS.items():
        chooser = _MAIL_CHOOSER if name == "mailrecipient" else _CHOOSER
        for text in (_REGISTERS, chooser):
            yield from _rows(text.replace("REGISTER", f"{app}_{name}").replace("PK", name))
    for name, word in (("purpose", "purpose"), ("datacategory", "category")):
        chooser = f"wagtail_privacy_choose_{word}"
        yield from _rows(_READY_MADE.replace("CHOOSER", chooser).replace("PK", name))


PUBLIC = tuple(_rows(_PUBLIC, is_public=True))
ROWS = (
    *_rows(_FORMS),
    *_rows(_REST),
    *_rows_of_registers(),
    *_rows(_DELETING),
    *_rows(_WAGTAILS),
    *PUBLIC,
)
