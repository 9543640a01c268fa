from django.urls import path

from slovo.interfaces.desk.inquiry import answering, figures, measures, pages

OF = "complaints/<int:complaint_number>/"

urlpatterns = [
    path("complaints/measures/", measures.show_list, name="measure-list"),
    path(
        "complaints/measures/<int:measure_id>/in-force/", measures.in_force, name="measure-in-force"
    ),
    path("complaints/measures/<int:measure_id>/drop/", measures.drop, name="measure-drop"),
    path("complaints/figures/", figures.show, name="complaint-figures"),
    path(f"{OF}topic/", pages.begin, name="complaint-topic"),
    path(f"{OF}evidence/new/", pages.add_proof, name="evidence-add"),
    path(f"{OF}evidence/<int:evidence_id>/", pages.tick, name="evidence-tick"),
    path(f"{OF}evidence/<int:evidence_id>/file/", pages.proof_file, name="evidence-file"),
    path(f"{OF}facts/new/", pages.note_fact, name="fact-add"),
    path(f"{OF}facts/<int:fact_id>/drop/", pages.take_out_fact, name="fact-drop"),
    path(f"{OF}facts/<int:fact_id>/file/", pages.fact_file, name="fact-file"),
    path(f"{OF}cause/", pages.cause, name="complaint-cause"),
    path(f"{OF}tree/", pages.tree, name="complaint-tree"),
    path(f"{OF}answer/", answering.answer, name="complaint-answer"),
    path(f"{OF}answer/told/", answering.told, name="complaint-told"),
    path(f"{OF}answer/<int:finding_id>/file/", answering.told_file, name="complaint-told-file"),
    path(f"{OF}answer/<int:finding_id>/said/", answering.said, name="complaint-said"),
    path(f"{OF}corrected/", answering.corrected, name="complaint-corrected"),
    path(f"{OF}after/<int:follow_up_id>/", answering.helped, name="followup-record"),
    path(f"{OF}after/<int:follow_up_id>/tried/", answering.tried, name="followup-tried"),
    path(f"{OF}lesson/", answering.lesson, name="complaint-lesson"),
    path(f"{OF}measures/new/", measures.take, name="measure-take"),
    path(f"{OF}no-measure/", measures.waive, name="measure-waive"),
    path(f"{OF}no-measure/agree/", measures.approve, name="waiver-approve"),
    path(f"{OF}no-measure/decline/", measures.decline, name="waiver-decline"),
    path(f"{OF}close/", answering.close, name="complaint-close"),
]
