"""From `/scope new` to the brief, as the team lives it."""

from tests.world import HOME, World


def test_a_project_goes_from_its_wish_to_a_brief(world: World) -> None:
    world.new_project()
    world.answer_all(
        "ines", "Refunds hurt", "A list by noon", "By hand", "9 of 10 right", "End of 2027", "@carlo knows the depots"
    )
    world.answer_all("mila", "Half the refunds", "Data may be missing", "A simple rule")
    world.answer_all("carlo", "Angry calls", "Names", "A whiteboard", "All of it", "Calls fall by half", "No maps")
    ready = world.mila.wait_for("Everyone has finished")
    world.mila.click(ready, "Reveal the answers")
    ask = world.mila.wait_for_ephemeral("Reveal the answers for", world.mila.dm)
    world.mila.click(ask, "Reveal the answers")
    revealed = world.mila.wait_for("are revealed: 15 answers from 3 people", HOME)
    world.mila.click(revealed, "Read the answers", channel=HOME)
    page = world.mila.wait_for_ephemeral("All answers for", HOME)
    world.mila.click(page, "Agree on Ines Sample's", channel=HOME)
    world.mila.wait_for_ephemeral("Recorded as agreed, version 1", HOME)
    world.mila.command("/scope brief", HOME)
    brief = world.ines.wait_for("Fewer late parcels: the brief", HOME)
    assert "This is a draft" in brief["text"]
