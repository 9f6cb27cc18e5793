import re

import pytest
import yaml

from clausecheck.playbook.draft import draft
from clausecheck.playbook.loader import list_playbooks, load_playbook


@pytest.mark.parametrize("base", list_playbooks(), ids=lambda playbook: playbook.id)
def test_a_draft_changes_nothing_until_a_block_is_uncommented(base, tmp_path):
    path = tmp_path / "mine.yaml"
    path.write_text(draft(base, base.id, "mine"), "utf-8")
    mine = load_playbook(path)
    assert (mine.id, mine.side, mine.threshold, mine.rules) == ("mine", base.side, base.threshold, base.rules)


@pytest.mark.parametrize("base", list_playbooks(), ids=lambda playbook: playbook.id)
def test_every_block_uncommented_says_again_what_the_base_says(base, tmp_path):
    path = tmp_path / "mine.yaml"
    head, rules = draft(base, base.id, "mine").split("\nrules:\n")
    path.write_text(f"{head}\nrules:\n" + re.sub(r"^#", "", rules, flags=re.MULTILINE), "utf-8")
    assert len(yaml.safe_load(path.read_text("utf-8"))["rules"]) == len(base.rules)
    assert load_playbook(path).rules == base.rules
