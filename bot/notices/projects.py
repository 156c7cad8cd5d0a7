"""Notices about a project as a whole."""

from bot.notices.case import Case, Outgoing
from bot.views import notices as view
from bot.views import projects as projects_view
from facilitation.roles import Role
from storage import members, people


def project_started(case: Case) -> Outgoing:
    project, services = case.project, case.services
    listed = members.of_project(case.tx, project.workspace_id, project.id)
    sponsor = next((m.person for m in listed if Role.SPONSOR in m.roles), None)
    by = people.by_id(case.tx, project.workspace_id, project.created_by)
    days = services.settings.response_window_days
    return Outgoing(projects_view.started(services.words, project, by, sponsor, days))


def project_archived(case: Case) -> Outgoing:
    return Outgoing(projects_view.archived(case.services.words, case.project, case.person("by")))


def bot_not_in_channel(case: Case) -> Outgoing:
    return Outgoing(view.bot_not_in_channel(case.services.words, case.project))


def role_given(case: Case) -> Outgoing:
    role = Role(case.notice.subject["role"])
    return Outgoing(view.role_given(case.services.words, case.project, role, case.person("by")))
