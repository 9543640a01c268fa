from django.urls import path

from slovo.interfaces.desk.agreements import pages, requirements, scope, time, understanding

urlpatterns = [
    path("", pages.show, name="engagement-show"),
    path("unlink/", pages.unlink, name="engagement-unlink"),
    path("scope/", scope.change, name="engagement-scope"),
    path("scope/<int:change_id>/answer/", scope.answer, name="engagement-scope-answer"),
    path("scope/<int:change_id>/withdraw/", scope.withdraw, name="engagement-scope-withdraw"),
    path("requirements/", requirements.add, name="engagement-requirement"),
    path(
        "requirements/<int:requirement_id>/",
        requirements.settle,
        name="engagement-requirement-settle",
    ),
    path(
        "requirements/<int:requirement_id>/fit/",
        requirements.fit,
        name="engagement-requirement-fit",
    ),
    path("offer/", requirements.offer, name="engagement-offer"),
    path("offer/<int:offer_id>/answer/", requirements.answer, name="engagement-offer-answer"),
    path("understanding/", understanding.ask, name="engagement-restate"),
    path(
        "understanding/<int:restatement_id>/answer/",
        understanding.answer,
        name="engagement-restate-answer",
    ),
    path("time/", time.log, name="engagement-time"),
    path("time/<int:entry_id>/drop/", time.drop, name="engagement-time-drop"),
]
