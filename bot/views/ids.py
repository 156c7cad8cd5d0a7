"""Every id that Slack gives back to us, in one place: actions, blocks, fields and forms."""

from enum import StrEnum


class Do(StrEnum):
    """Ids of buttons and selects (`action_id`)."""

    NEXT = "interview_next"
    SKIP = "interview_skip"
    BACK = "interview_back"
    PAUSE = "interview_pause"
    START = "interview_start"  # start, resume or continue
    MORE = "interview_more"
    DONT_KNOW = "interview_dont_know"
    UNKNOWN_OWNER = "unknown_owner"
    UNKNOWN_DUE = "unknown_due"
    UNKNOWN_SAVE = "unknown_save"
    UNKNOWN_CANCEL = "unknown_cancel"
    UNKNOWN_ANSWER = "unknown_answer"
    FORM = "interview_form"
    CLEAR = "interview_clear"
    CHANGE = "interview_change"
    NAME_PEOPLE = "interview_name_people"
    LOOSE_YES = "loose_yes"
    LOOSE_NO = "loose_no"

    NEW = "project_new"
    ARCHIVE = "project_archive"
    ARCHIVE_YES = "project_archive_yes"
    PEOPLE = "people_show"
    PEOPLE_ADD = "people_add"
    PEOPLE_REMOVE = "people_remove"
    PEOPLE_REPLACE = "people_replace"
    PEOPLE_HAND_OVER = "people_hand_over"

    ANSWERS = "answers_show"
    ANSWERS_PAGE = "answers_page"
    REVEAL = "reveal"
    REVEAL_YES = "reveal_yes"
    AGREE_PICK = "agree_pick"
    AGREE_MERGE = "agree_merge"
    AGREE_EDIT = "agree_edit"
    CHANGE_TAKE = "change_take"
    CHANGE_KEEP = "change_keep"
    BRIEF = "brief_post"
    GAPS = "gaps_show"
    GAPS_PAGE = "gaps_page"
    GAPS_AGENDA = "gaps_agenda"
    FEATURES = "features_show"
    FEATURE_ADD = "feature_add"
    FEATURE_EDIT = "feature_edit"
    FEATURE_REMOVE = "feature_remove"
    FEATURES_TAKE = "features_take"
    SIGN_SHOW = "sign_show"
    SIGN = "sign"
    VERSIONS = "versions_show"
    VERSION_DIFF = "version_diff"
    STATUS = "status_show"
    HELP = "help_show"
    HUB = "hub_show"


class Form(StrEnum):
    """Ids of modals (`callback_id`)."""

    NEW_PROJECT = "new_project"
    ANSWER = "write_answer"
    PEOPLE = "manage_people"
    AGREE = "record_agreed"
    FEATURE = "feature"


class Field(StrEnum):
    """Ids of form fields; the block and the element of a field share one."""

    NAME = "name"
    WISH = "wish"
    SPONSOR = "sponsor"
    TEXT = "text"
    PERSON = "person"
    ROLE = "role"
    OTHER = "other"
    AGREED_BY = "agreed_by"
    KIND = "kind"
    TEST = "test"
    DAYS = "days"
