from django.urls import path

from slovo.interfaces.desk.goodwill import clients, pages, partings, queue, settings

urlpatterns = [
    path("goodwill/", pages.show_list, name="goodwill-list"),
    path("goodwill/<int:ruling_id>/", pages.show, name="goodwill-show"),
    path("goodwill/<int:ruling_id>/decide/", pages.decide, name="goodwill-decide"),
    path("goodwill/<int:ruling_id>/tell/", pages.tell, name="goodwill-tell"),
    path("goodwill/<int:ruling_id>/drop/", pages.drop, name="goodwill-drop"),
    path("goodwill/talks/<int:boundary_talk_id>/", pages.hold, name="goodwill-talk"),
    path("goodwill/queue/", queue.fairness, name="goodwill-queue"),
    path("goodwill/costs/", queue.burdens, name="goodwill-burdens"),
    path("cases/<ref:number>/goodwill/", pages.put, name="goodwill-put"),
    path("cases/<ref:number>/put-back/", queue.back, name="case-put-back"),
    path("clients/<int:pk>/boundaries/new/", clients.bound, name="person-boundary"),
    path("clients/<int:pk>/concessions/new/", clients.concede, name="person-concession"),
    path("boundaries/<int:boundary_id>/breach/", clients.breach, name="boundary-breach"),
    path("boundaries/<int:boundary_id>/lift/", clients.lift, name="boundary-lift"),
    path("clients/<int:pk>/part/", partings.part, name="person-part"),
    path("partings/", partings.show_list, name="parting-list"),
    path("partings/<int:parting_id>/", partings.show, name="parting-show"),
    path("partings/<int:parting_id>/send/", partings.send, name="parting-send"),
    path("partings/<int:parting_id>/revoke/", partings.revoke, name="parting-revoke"),
    path("partings/<int:parting_id>/told/", partings.told, name="parting-told"),
    path("partings/<int:parting_id>/again/", partings.again, name="parting-again"),
    path("partings/<int:parting_id>/handed/", partings.handed, name="parting-handed"),
    path("partings/<int:parting_id>/proof/", partings.proof, name="parting-proof"),
    path("partings/<int:parting_id>/records/", partings.records, name="parting-records"),
    path("settings/goodwill/", settings.limits, name="settings-goodwill"),
    path("settings/goodwill/budget/", settings.budget, name="settings-goodwill-budget"),
]
