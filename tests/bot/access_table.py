"""What every command, button, form and shortcut asks of whoever uses it; a row for each, more where it does several.

`facilitation.roles.ALLOWED` says which role may do an action. What is not a question of roles stands here: what is
somebody's own, and what a channel is enough for.
"""

from functools import partial

from bot.views.ids import Do, Form, Shortcut
from facilitation.roles import Action
from tests.bot.access_payloads import ELSEWHERE, HOME, global_shortcut, message_shortcut
from tests.bot.access_rows import (
    ANYONE,
    HERE,
    ROWS,
    choice,
    day,
    may,
    may_or,
    only,
    person,
    persons,
    press,
    shortcut,
    submit,
    text,
    typed,
)
from tests.bot.access_story import ASKING, CARLO, DAY, INES, MARK, MILA, NOBODY, UMA, found_out_by

KEEPS = may_or(UMA, Action.CHANGE_REGISTERS, "up_to", "not_allowed")
RECORDED = may_or(MILA, Action.CORRECT_DECISION, "decision_not_yours")
VOTERS = only(INES, CARLO, UMA, refusal="not_a_voter")
TAKEN = ("channel_taken", "start_in_channel")

# Sub-commands

typed("", ANYONE)
typed("help", ANYONE)
typed(f"new Another one | Its wish | <@{NOBODY}>", ANYONE, declined=TAKEN)
typed("people", HERE)
typed(f"people add <@{NOBODY}> engineer", may(Action.ADD_ENGINEER), writes=True)
typed(f"people add <@{NOBODY}> user", may(Action.ADD_USER), writes=True)
typed(f"people add <@{UMA}> sponsor", may(Action.MANAGE_PEOPLE), declined=("role_taken",))
typed(f"people replace <@{UMA}> <@{NOBODY}>", may(Action.MANAGE_PEOPLE), writes=True)
typed(f"people remove <@{UMA}>", may(Action.MANAGE_PEOPLE), writes=True)
typed(f"people hand over champion <@{NOBODY}>", may_or(CARLO, Action.MANAGE_PEOPLE, "not_allowed"), writes=True)
typed("interview", may(Action.ANSWER), declined=("interview_finished",))
typed("answers", HERE)
typed("agree 1 Another text", may(Action.AGREE), writes=True)
typed("agree 1", may(Action.AGREE))
typed("gaps", HERE)
typed("brief", may(Action.POST_BRIEF), writes=True)
typed("features", HERE)
typed("features core A map | We look | 2", may(Action.EDIT_FEATURES), writes=True)
typed("features off 1", may(Action.EDIT_FEATURES), writes=True)
typed("sign", may(Action.OFFER_BRIEF))
typed("versions", HERE)
typed(f"assume data: All is well | <@{UMA}>", may(Action.ADD_TO_REGISTERS), writes=True)
typed("assume", may(Action.ADD_TO_REGISTERS))
typed("rule must be short because it is read", may(Action.ADD_TO_REGISTERS), writes=True)
typed("rule", may(Action.ADD_TO_REGISTERS))
typed("registers", HERE)
typed("registers assumption 1 broken", KEEPS, writes=True)
typed("registers assumption 1 data: Another text", KEEPS, writes=True)
typed("registers rule 1 retire", KEEPS, writes=True)
typed("registers rule 1 must be short because it is read", KEEPS, writes=True)
typed("glossary", HERE)
typed("glossary heron = A bird", may(Action.ADD_TO_REGISTERS), writes=True)
typed(f"glossary {MARK} = A bird", may_or(UMA, Action.CHANGE_REGISTERS, "up_to", "not_listed"), writes=True)
typed(f"glossary {MARK} =", KEEPS, writes=True)
typed("export", may(Action.EXPORT), writes=True)
typed("decide Wait | It rains", may(Action.DECIDE), writes=True)
typed("decide", may(Action.DECIDE))
typed("decide Wait | It rains | replaces D-1 | baseline", may(Action.DECIDE), writes=True)
typed("decide correct D-1 Wait | It rains", RECORDED, writes=True)
typed("decisions", HERE)
typed("decisions D-1", HERE)
typed(f"poll Wait? <@{INES}> 5d", may(Action.POLL), writes=True)
typed("poll", may(Action.POLL))
typed("vote 3 because", only(INES, CARLO, UMA, refusal="nothing_to_vote"), writes=True)
typed("status", HERE)
typed("parked", HERE)
typed("archive", may(Action.ARCHIVE))

# The interview: everyone's own

at_question = partial(press, need=only(INES), value="{interview}:{visit}", state=ASKING)
at_question(Do.NEXT, writes=True)
at_question(Do.INSIST, writes=True)
at_question(Do.SKIP, writes=True)
at_question(Do.BACK, writes=True)
at_question(Do.PAUSE, writes=True)
at_question(Do.CLEAR, writes=True)
at_question(Do.START, writes=True)
at_question(Do.DONT_KNOW)
at_question(Do.UNKNOWN_SAVE, writes=True, selects=found_out_by(NOBODY))
at_question(Do.UNKNOWN_CANCEL)
at_question(Do.FORM)
at_question(Do.CHANGE, value="{interview}:Q1", writes=True)
at_question(
    Do.NAME_PEOPLE,
    value="",
    block_id="people:{interview}:{visit}",
    writes=True,
    selects={Do.NAME_PEOPLE: person(NOBODY)},
)
press(Do.UNKNOWN_OWNER, ANYONE, "", selects=found_out_by(NOBODY))
press(Do.UNKNOWN_DUE, ANYONE, "", selects=found_out_by(NOBODY))
press(Do.MORE, only(MILA), "{finished}:{finished_visit}", state=ASKING, writes=True)
press(Do.UNKNOWN_ANSWER, only(CARLO), "{unknown}", state=ASKING, writes=True)
press(Do.PARK, only(INES), "{answer}", state=ASKING, writes=True)
press(Do.PARK_NOT, ANYONE, "{answer}")
press(Do.LOOSE_YES, only(CARLO), "{stray}:{stray_interview}:Q1", state=ASKING, writes=True)
press(Do.LOOSE_NO, ANYONE, "{stray}:{stray_interview}:Q1", state=ASKING)
submit(Form.ANSWER, only(INES), "{interview}:Q2", {"text": text("Another answer")}, state=ASKING, writes=True)

# The project and its people

press(Do.NEW, ANYONE, "here", declined=TAKEN)
press(Do.HUB, ANYONE, "hub")
press(Do.HELP, ANYONE, "help")
press(Do.STATUS, HERE)
press(Do.ARCHIVE, may(Action.ARCHIVE))
press(Do.ARCHIVE_YES, may(Action.ARCHIVE), writes=True)
press(Do.PEOPLE, HERE)
press(Do.PEOPLE_ADD, may(Action.MANAGE_PEOPLE, Action.ADD_ENGINEER, Action.ADD_USER))
press(Do.PEOPLE_REMOVE, may(Action.MANAGE_PEOPLE))
press(Do.PEOPLE_REPLACE, may(Action.MANAGE_PEOPLE))
started = {"name": text("Another one"), "wish": text("Its wish"), "sponsor": person(NOBODY)}
submit(Form.NEW_PROJECT, ANYONE, ELSEWHERE, started, writes=True)
submit(Form.NEW_PROJECT, ANYONE, HOME, started, declined=TAKEN)
submit(Form.NEW_PROJECT, ANYONE, "", started | {"channel": {"selected_conversation": HOME}}, declined=TAKEN)
submit(
    Form.PEOPLE,
    may(Action.ADD_ENGINEER),
    "add:{project}",
    {"person": person(NOBODY), "role": choice("engineer")},
    writes=True,
)
submit(
    Form.PEOPLE, may(Action.ADD_USER), "add:{project}", {"person": person(NOBODY), "role": choice("user")}, writes=True
)
submit(
    Form.PEOPLE,
    may(Action.MANAGE_PEOPLE),
    "replace:{project}",
    {"person": person(UMA), "other": person(NOBODY)},
    writes=True,
)
submit(Form.PEOPLE, may(Action.MANAGE_PEOPLE), "remove:{project}", {"person": person(UMA)}, writes=True)
shortcut(Shortcut.START_PROJECT, ANYONE, global_shortcut(Shortcut.START_PROJECT))

# Answers

press(Do.ANSWERS, HERE)
press(Do.ANSWERS_PAGE, HERE, "{project}:1", suffix="_next")
press(Do.REVEAL, may(Action.REVEAL), state=ASKING)
press(Do.REVEAL_YES, may(Action.REVEAL), state=ASKING, writes=True)
press(Do.AGREE_PICK, may(Action.AGREE), "{answer}", suffix="_1", writes=True)
press(Do.AGREE_MERGE, may(Action.AGREE), "{project}:Q1", writes=True)
press(Do.AGREE_EDIT, may(Action.AGREE), "{project}:Q1")
press(Do.CHANGE_TAKE, may(Action.AGREE), "{answer}:{proposal}", writes=True)
press(Do.CHANGE_KEEP, may(Action.AGREE), "{answer}:{proposal}", writes=True)
submit(
    Form.AGREE,
    may(Action.AGREE),
    "{project}:Q1",
    {"text": text("Another text"), "agreed_by": persons(INES)},
    writes=True,
)
press(Do.GAPS, HERE)
press(Do.GAPS_PAGE, HERE, "{project}:1", suffix="_next")
press(Do.GAPS_AGENDA, may(Action.AGREE), writes=True)

# From brief to baseline

press(Do.BRIEF, may(Action.POST_BRIEF), writes=True)
press(Do.FEATURES, HERE)
press(Do.FEATURES_PAGE, HERE, "{project}:1", suffix="_next")
press(Do.FEATURE_ADD, may(Action.EDIT_FEATURES))
press(Do.FEATURE_EDIT, may(Action.EDIT_FEATURES), "{feature}")
press(Do.FEATURES_TAKE, may(Action.EDIT_FEATURES), "{project}:core", suffix="_core", writes=True)
press(Do.SIGN_SHOW, may(Action.OFFER_BRIEF))
press(Do.SIGN, may(Action.SIGN), "{version}", writes=True)
press(Do.VERSIONS, HERE)
press(Do.VERSIONS_PAGE, HERE, "{project}:0", suffix="_next")
press(Do.VERSION_READ, HERE, "{version}")
press(Do.VERSION_PAGE, HERE, "{version}:0", suffix="_next")
press(Do.VERSION_DIFF, HERE, "{version}")
feature = partial(submit, Form.FEATURE, may(Action.EDIT_FEATURES), writes=True)
written = {"text": text("A map"), "test": text("We look"), "days": text("2")}
feature("{project}:0", {"kind": choice("core"), **written})
feature("{project}:{feature}", {"kind": choice("nice"), **written})
feature("{project}:{feature}", {"kind": choice("off"), **written})

# Registers and glossary

press(Do.REGISTERS, HERE)
press(Do.REGISTERS_PAGE, HERE, "{project}:1", suffix="_next")
press(Do.KEEP_ASSUMPTION, may(Action.ADD_TO_REGISTERS), "keep_assumption:{answer}", suffix="_1")
press(Do.KEEP_RULE, may(Action.ADD_TO_REGISTERS), "keep_rule:{answer}", suffix="_1")
press(Do.ASSUMPTION_ADD, may(Action.ADD_TO_REGISTERS))
press(Do.ASSUMPTION_EDIT, KEEPS, "{assumption}")
press(Do.ASSUMPTION_CONFIRMED, KEEPS, "{assumption}", writes=True)
press(Do.ASSUMPTION_BROKEN, KEEPS, "{assumption}", writes=True)
press(Do.ASSUMPTION_OPEN, KEEPS, "{assumption}")
press(Do.RULE_ADD, may(Action.ADD_TO_REGISTERS))
press(Do.RULE_EDIT, KEEPS, "{rule}")
press(Do.RULE_KEEP, KEEPS, f"{{rule}}:{DAY}", writes=True)
press(Do.RULE_RETIRE, KEEPS, "{rule}", writes=True)
press(Do.RULE_RESTORE, KEEPS, "{retired_rule}", writes=True)
press(Do.GLOSSARY, HERE)
press(Do.WORD_ADD, may(Action.ADD_TO_REGISTERS))
press(Do.WORD_EDIT, KEEPS, "{word}")
press(Do.WORD_REMOVE, KEEPS, "{word}", writes=True)
assumed = {"kind": choice("data_quality"), "text": text("All is well"), "person": person(UMA), "day": day()}
submit(Form.ASSUMPTION, may(Action.ADD_TO_REGISTERS), "{project}:0:-", assumed, writes=True)
submit(Form.ASSUMPTION, KEEPS, "{project}:{assumption}:-", assumed, writes=True)
ruled = {"kind": choice("must"), "text": text("Be short"), "reason": text("It is read"), "person": person(UMA)}
submit(Form.RULE, may(Action.ADD_TO_REGISTERS), "{project}:0:-", ruled, writes=True)
submit(Form.RULE, KEEPS, "{project}:{rule}:-", ruled, writes=True)
meant = {"word": text("Heron"), "text": text("A bird"), "person": person(UMA)}
submit(Form.WORD, may(Action.ADD_TO_REGISTERS), "{project}:0", meant, writes=True)
submit(Form.WORD, KEEPS, "{project}:{word}", meant, writes=True)

# Decisions, polls, ideas, export

press(Do.EXPORT, may(Action.EXPORT), writes=True)
press(Do.DECIDE, may(Action.DECIDE))
press(Do.DECISIONS, HERE)
press(Do.DECISIONS_PAGE, HERE, "{project}:1:", suffix="_next")
press(Do.DECISION_SHOW, HERE, "{decision}:0")
press(Do.DECISION_REPLACE, may(Action.DECIDE), "{decision}")
press(Do.DECISION_CORRECT, RECORDED, "{decision}")
press(Do.POLL_DECIDE, may(Action.DECIDE), "{agreed_poll}")
decided = {"what": text("Wait"), "why": text("It rains"), "decided_by": persons(INES)}
submit(Form.DECISION, may(Action.DECIDE), "{project}|", decided, writes=True)
submit(Form.DECISION, may(Action.DECIDE), "{project}|poll:{agreed_poll}", decided, writes=True)
submit(Form.DECISION, may(Action.DECIDE), "{project}|message:room-home:5.0", decided, writes=True)
submit(Form.DECISION, RECORDED, "{project}|correct:{decision}", decided, writes=True)
press(Do.POLL, may(Action.POLL))
press(Do.POLL_BALLOT, VOTERS, "{poll}:1")
press(Do.POLL_VOTE, VOTERS, "{poll}:1:4", suffix="_4", writes=True)
press(Do.POLL_REASON, VOTERS, "{poll}:1")
press(Do.POLL_AGAIN, may_or(MILA, Action.VOTE_AGAIN, "poll_not_yours"), "{split_poll}", writes=True)
submit(Form.POLL, may(Action.POLL), "{project}", {"text": text("Wait?"), "voters": persons(INES)}, writes=True)
submit(Form.VOTE, VOTERS, "{poll}:1", {"score": choice("3"), "reason": text("Because")}, writes=True)
shortcut(Shortcut.RECORD_DECISION, may(Action.DECIDE), message_shortcut(Shortcut.RECORD_DECISION, "We wait", INES))
shortcut(Shortcut.PARK_IDEA, may(Action.PARK), message_shortcut(Shortcut.PARK_IDEA, "Use trees", INES), writes=True)

__all__ = ["ROWS"]
