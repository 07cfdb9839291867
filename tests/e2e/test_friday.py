"""A Friday, from prompt to digest."""

from tests.e2e.scene import FRIDAY_2PM, FRIDAY_430PM, MONDAY_10AM, Scene


def test_a_team_answers_its_friday_check_in_and_the_lead_reads_the_digest(everywhere: Scene) -> None:
    scene = everywhere
    scene.set_up("Ada", "Ben", "Cleo")
    ada, ben, cleo = (scene.people[name] for name in ("Ada", "Ben", "Cleo"))
    scene.travel_to(FRIDAY_2PM)
    print(scene.prompt_of(ben).text)
    scene.prompt_of(ben)
    ben.press("Check in", on=scene.prompt_of(ben))
    assert ben.modal
    print(ben.modal.text)
    ben.close()
    scene.answers(ben, 7, onboarding="71")
    print(ben.dm())
    print(scene.channel.messages)
    scene.travel_to(FRIDAY_430PM)
    scene.answers(cleo, 4)
    scene.travel_to(MONDAY_10AM)
    print(scene.channel.messages, scene.channel.thread(scene.channel.messages[-1]))
    print(ada.dm(), ada.dm_thread(ada.dm()[-1]))
