"""The English rules, for the tests of judging: what is tested is what ships."""

from pathlib import Path

import prompts
from facilitation.judging import Judgement, Rules, judge
from prompts.judging import load_rules
from prompts.packs import load_pack

ENGLISH = Path(prompts.__file__).parent / "en"
RULES: Rules = load_rules(ENGLISH / "judging.yaml", load_pack(ENGLISH / "questions.yaml"))


def judged(question: str, text: str, *earlier: str, role: str = "champion") -> Judgement:
    return judge(RULES, question, role, text, earlier)
