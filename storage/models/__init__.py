"""Typed models of every table."""

from storage.models.base import Base, Row
from storage.models.baseline import BriefVersionRow, FeatureRow, SignatureRow
from storage.models.decisions import DecisionRow, PollRow, VoteRow
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
from storage.models.registers import BusinessRuleRow, GlossaryRow

__all__ = [
    "AgreedAnswerRow",
    "AnswerPartRow",
    "AnswerRow",
    "AnswerVersionRow",
    "AssumptionRow",
    "AuditRow",
    "Base",
    "BriefVersionRow",
    "BusinessRuleRow",
    "DecisionRow",
    "FeatureRow",
    "GlossaryRow",
    "InterviewRow",
    "LooseMessageRow",
    "MemberRoleRow",
    "MemberRow",
    "NoticeRow",
    "ParkedIdeaRow",
    "PersonRow",
    "PollRow",
    "ProjectRow",
    "Row",
    "SignatureRow",
    "VoteRow",
    "WorkspaceRow",
]
