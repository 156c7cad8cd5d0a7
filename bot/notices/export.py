"""The export of a project, in the DM of who asked for it."""

from bot.notices.case import Case, Drop, File, Outgoing
from bot.use_cases import export as use_case
from bot.views import export as view
from storage import members


def export(case: Case) -> Outgoing:
    ws, words = case.notice.workspace_id, case.services.words
    asker = members.of_person(case.tx, ws, case.project.id, case.notice.subject["person"])
    if asker is None:
        raise Drop("who asked is not on the project any more")
    found = use_case.load(case.tx, case.services, case.project, asker)
    document, data = view.names(found)
    title = words.label("export.title", {"project": case.project})
    return Outgoing(
        view.ready(words, found),
        files=(
            File(document, title, view.document(words, found), view.as_text(words, found)),
            File(data, title, view.data(words, found), []),  # the document says that there is no such file
        ),
    )
