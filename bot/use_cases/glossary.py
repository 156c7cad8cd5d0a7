"""`/scope glossary`: the project's own words, one line each, and who arbitrates."""

from bot.services import Services
from bot.text import Typed
from bot.use_cases.access import Caller, member_of, project_by_id, project_here, require
from bot.use_cases.register_changes import require_owner
from bot.use_cases.register_entries import owner_of
from facilitation.errors import Refusal, together
from facilitation.glossary import (
    MOST_IN_MEANING,
    MOST_IN_WORD,
    Glossary,
    GlossaryWord,
    key_of,
    one_line,
    usual_arbiter,
)
from facilitation.model import Member, Project
from facilitation.roles import Action
from storage import audit, glossary, members
from storage.database import Transaction


def show(services: Services, caller: Caller, name: str = "") -> Glossary:
    """Return the words of the project the caller means. Refusals of `project_here`."""
    with services.database.reading() as tx:
        return _load(tx, caller, project_here(tx, caller, name))


def show_by_id(services: Services, caller: Caller, project_id: int) -> Glossary:
    """Return the words of this project. Refusals of `project_by_id`."""
    with services.database.reading() as tx:
        return _load(tx, caller, project_by_id(tx, caller, project_id))


def may_add(services: Services, caller: Caller, project_id: int) -> Project:
    """Return this project if the caller may add a word. Refusals of `project_by_id` and `require`."""
    with services.database.reading() as tx:
        project = project_by_id(tx, caller, project_id)
        require(tx, caller, project, Action.ADD_TO_REGISTERS)
        return project


def word(services: Services, caller: Caller, word_id: int) -> GlossaryWord:
    """Return a word that the caller may change. Raises Refusal `word_gone`, `up_to`, and those of `require`."""
    with services.database.reading() as tx:
        return _theirs(tx, caller, word_id)[1]


def put(
    services: Services, caller: Caller, project_id: int, text: str, meaning: Typed, arbiter: str | None = None
) -> tuple[Glossary, GlossaryWord]:
    """Record what a word means; `arbiter` is a Slack id: the champion, else the facilitator, unless it says.

    The same again changes nothing. Raises Refusal with its field: `word_empty`, `word_too_long`, `meaning_empty`,
    `meaning_too_long`, `owner_not_listed`; and `up_to` when somebody else arbitrates the word.
    """
    said = _check(text, meaning)
    with services.database.transaction() as tx:
        project = project_by_id(tx, caller, project_id)
        member = require(tx, caller, project, Action.ADD_TO_REGISTERS)
        before = glossary.by_word(tx, caller.ws, project.id, text)
        person = owner_of(tx, project, arbiter)
        if person is None:
            listed = members.of_project(tx, caller.ws, project.id)
            person = before.arbiter if before is not None else usual_arbiter(listed)
        if before is not None and (before.meaning, before.arbiter.id) != (said, person.id):
            require_owner(tx, caller, project, before.arbiter)
        after = glossary.put(
            tx,
            ws=caller.ws,
            project_id=project.id,
            word=one_line(text),
            meaning=said,
            arbiter_id=person.id,
            now=services.clock.now(),
        )
        _audit(tx, services, project, member, before, after)
        return _load(tx, caller, project), after


def change(
    services: Services, caller: Caller, word_id: int, text: str, meaning: Typed, arbiter: str | None
) -> tuple[Glossary, GlossaryWord]:
    """Change a word, also how it is written. Refusals as `put` and `word`, and `word_taken` (field "word")."""
    _check(text, meaning)
    with services.database.transaction() as tx:
        project, before, member = _theirs(tx, caller, word_id)
        if key_of(text) != key_of(before.word):
            if glossary.by_word(tx, caller.ws, project.id, text) is not None:
                raise Refusal("word_taken", field="word", word=one_line(text))
            glossary.remove(tx, caller.ws, word_id)
        person = owner_of(tx, project, arbiter) or before.arbiter
        after = glossary.put(
            tx,
            ws=caller.ws,
            project_id=project.id,
            word=one_line(text),
            meaning=one_line(meaning.text),
            arbiter_id=person.id,
            now=services.clock.now(),
        )
        _audit(tx, services, project, member, before, after)
        return _load(tx, caller, project), after


def remove(services: Services, caller: Caller, word_id: int) -> Glossary:
    """Take a word off; what it meant stays in the audit. Refusals as `word`."""
    with services.database.transaction() as tx:
        project, before, member = _theirs(tx, caller, word_id)
        if glossary.remove(tx, caller.ws, word_id):
            _audit(tx, services, project, member, before, None)
        return _load(tx, caller, project)


def _check(text: str, meaning: Typed) -> str:
    """Return the meaning on one line."""
    said = one_line(meaning.text)
    together(lambda: _check_word(one_line(text)), lambda: _check_meaning(said))
    return said


def _check_word(word: str) -> None:
    if not word:
        raise Refusal("word_empty", field="word")
    if len(word) > MOST_IN_WORD:
        raise Refusal("word_too_long", field="word", most=MOST_IN_WORD)


def _check_meaning(said: str) -> None:
    if not said:
        raise Refusal("meaning_empty", field="text")
    if len(said) > MOST_IN_MEANING:
        raise Refusal("meaning_too_long", field="text", length=len(said), most=MOST_IN_MEANING)


def _theirs(tx: Transaction, caller: Caller, word_id: int) -> tuple[Project, GlossaryWord, Member]:
    found = glossary.by_id(tx, caller.ws, word_id)
    if found is None:
        raise Refusal("word_gone")
    project = project_by_id(tx, caller, found.project_id, gone="word_gone")
    return project, found, require_owner(tx, caller, project, found.arbiter)


def _load(tx: Transaction, caller: Caller, project: Project) -> Glossary:
    words = glossary.of_project(tx, caller.ws, project.id)
    return Glossary(project, member_of(tx, caller, project), tuple(words))


def _audit(
    tx: Transaction,
    services: Services,
    project: Project,
    member: Member,
    before: GlossaryWord | None,
    after: GlossaryWord | None,
) -> None:
    if _as_facts(before) != _as_facts(after):
        audit.append(
            tx,
            ws=project.workspace_id,
            project_id=project.id,
            actor_id=member.person.id,
            action="glossary",
            before=_as_facts(before),
            after=_as_facts(after),
            at=services.clock.now(),
        )


def _as_facts(word: GlossaryWord | None) -> dict[str, object] | None:
    if word is None:
        return None
    return {"word": word.word, "meaning": word.meaning, "arbiter": word.arbiter.id}
