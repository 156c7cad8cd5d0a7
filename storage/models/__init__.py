"""Typed models of every table."""

from storage.models.base import Base, Row
from storage.models.interviews import (
    AnswerPartRow,
    AnswerRow,
    AnswerVersionRow,
    InterviewRow,
    LooseMessageRow,
)
from storage.models.notices import NoticeRow
from storage.models.people import MemberRoleRow, MemberRow, PersonRow, ProjectRow, WorkspaceRow
from storage.models.records import AgreedAnswerRow, AssumptionRow, AuditRow, ParkedIdeaRow

__all__ = [
    "AgreedAnswerRow",
    "AnswerPartRow",
    "AnswerRow",
    "AnswerVersionRow",
    "AssumptionRow",
    "AuditRow",
    "Base",
    "InterviewRow",
    "LooseMessageRow",
    "MemberRoleRow",
    "MemberRow",
    "NoticeRow",
    "ParkedIdeaRow",
    "PersonRow",
    "ProjectRow",
    "Row",
    "WorkspaceRow",
]
