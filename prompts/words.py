"""Everything a person reads, by name: messages, labels, refusals, documents, and the question pack.

All of it is read and compiled when `Words` is made, so that a mistake stops the start and names file
and line, instead of spoiling a message later.
"""

from collections.abc import Mapping
from functools import cached_property
from pathlib import Path

from facilitation.capturing import Cues
from facilitation.comparing import ComparingWords
from facilitation.errors import Refusal
from facilitation.jargon import Table
from facilitation.judging import Rules
from prompts.capturing import load_cues
from prompts.comparing import load_comparing
from prompts.environments import markdown_environment, slack_environment
from prompts.errors import PackError, WordsError
from prompts.filters import markdown_filters, slack_filters
from prompts.jargon import load_jargon
from prompts.judging import load_rules
from prompts.packs import load_pack
from prompts.sentences import Sentence, load_messages, load_sentences

ENGLISH = "en"
_ROOT = Path(__file__).parent
_NO_FACTS: Mapping[str, object] = {}


class Words:
    """The words of one language.

    Text that is returned is safe for Slack (Markdown, for `markdown`): given as a fact to another template it
    is not escaped again. What does not exist, and a fact that is missing or does not fit, raises WordsError.
    """

    def __init__(self, language: str = ENGLISH, root: Path = _ROOT) -> None:
        """Read the folder of a language. Raises WordsError with every mistake in its files."""
        self._folder = root / language
        if not self._folder.is_dir():
            known = ", ".join(sorted(path.parent.name for path in root.glob("*/questions.yaml")))
            raise WordsError(f'There is no language "{language}". Use one of: {known}.')
        mistakes: list[str] = []
        slack = slack_environment(self._folder, slack_filters(self.label))
        markdown = markdown_environment(self._folder, markdown_filters(self.label))
        slack.globals["label"] = markdown.globals["label"] = self.label
        self._labels = load_sentences(self._folder / "labels.yaml", slack, mistakes)
        self._refusals = load_sentences(self._folder / "refusals.yaml", slack, mistakes)
        self._messages = load_messages(self._folder, slack, ".j2", mistakes)
        self._documents = load_messages(self._folder, markdown, ".md.j2", mistakes)
        try:
            self.pack = load_pack(self._folder / "questions.yaml")
        except PackError as error:
            mistakes += error.mistakes
        if mistakes:
            raise WordsError(mistakes)
        if language != ENGLISH and (root / ENGLISH).is_dir():
            self._compare(Words(ENGLISH, root))

    @cached_property
    def judging(self) -> Rules:
        """The rules beside the questions: when an answer is too weak to act on, or drifts to how and when."""
        return load_rules(self._folder / "judging.yaml", self.pack)

    @cached_property
    def comparing(self) -> ComparingWords:
        """The word lists by which answers of several members are compared."""
        return load_comparing(self._folder / "comparing.yaml")

    @cached_property
    def jargon(self) -> Table:
        """The technical words, each with what to say instead."""
        return load_jargon(self._folder / "jargon.yaml")

    @cached_property
    def capturing(self) -> Cues:
        """The words of an assumption and of a rule."""
        return load_cues(self._folder / "capturing.yaml")

    def prepare(self) -> "Words":
        """Read now what is otherwise read when it is first needed, and return itself. Raises WordsError."""
        mistakes: list[str] = []
        for name in ("judging", "comparing", "jargon", "capturing"):
            try:
                getattr(self, name)
            except WordsError as error:
                mistakes += error.mistakes
        if mistakes:
            raise WordsError(mistakes)
        return self

    def say(self, name: str, facts: Mapping[str, object] = _NO_FACTS) -> str:
        """Return a message in Slack's markup: "interview/question" is the file interview/question.j2."""
        return self._found(self._messages, name, f"file {name}.j2").render(facts)

    def markdown(self, name: str, facts: Mapping[str, object] = _NO_FACTS) -> str:
        """Return a Markdown document: "brief/document" is the file brief/document.md.j2."""
        return self._found(self._documents, name, f"file {name}.md.j2").render(facts)

    def label(self, key: str, facts: Mapping[str, object] = _NO_FACTS) -> str:
        """Return a short text of labels.yaml by its address: "interview.next"."""
        return self._found(self._labels, key, f"label {key} in labels.yaml").render(facts)

    def refusal(self, error: Refusal) -> str:
        """Return the sentence of refusals.yaml for a refusal."""
        sentence = self._found(self._refusals, error.kind, f"sentence {error.kind} in refusals.yaml")
        return sentence.render(error.facts)

    def _compare(self, english: "Words") -> None:
        """Raise WordsError naming everything that English has and this language lacks."""
        pairs = (
            (english._messages, self._messages, "file {}.j2"),
            (english._documents, self._documents, "file {}.md.j2"),
            (english._labels, self._labels, "label {} in labels.yaml"),
            (english._refusals, self._refusals, "sentence {} in refusals.yaml"),
        )
        lacking = [form.format(name) for theirs, own, form in pairs for name in theirs if name not in own]
        lacking += [f"{q.id} in questions.yaml" for q in english.pack.questions if q.id not in self.pack]
        if lacking:
            folder = f"prompts/{self._folder.name}"
            raise WordsError([f"{folder} has no {what}. Translate it from prompts/en." for what in lacking])

    def _found(self, sentences: Mapping[str, Sentence], name: str, what: str) -> Sentence:
        if name not in sentences:
            raise WordsError(f"prompts/{self._folder.name} has no {what}. Add it, or correct its name.")
        return sentences[name]
