from django.urls import path

from slovo.interfaces.desk.agreements import (
    appointments,
    decisions,
    pages,
    requirements,
    scope,
    stages,
    time,
    understanding,
)

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
    path("way/", stages.follow, name="engagement-follow"),
    path("way/<int:stage_id>/enter/", stages.enter, name="engagement-stage-enter"),
    path("way/<int:stage_id>/leave/", stages.leave, name="engagement-stage-leave"),
    path("way/<int:stage_id>/owner/", stages.own, name="engagement-stage-own"),
    path("way/<int:stage_id>/part/", stages.share, name="engagement-stage-share"),
    path("decisions/", decisions.put, name="engagement-decision"),
    path(
        "decisions/<int:decision_id>/",
        decisions.choose,
        name="engagement-decision-choose",
    ),
    path("decisions/<int:decision_id>/ask/", decisions.invite, name="engagement-decision-ask"),
    path(
        "decisions/<int:decision_id>/withdraw/",
        decisions.withdraw,
        name="engagement-decision-withdraw",
    ),
    path("meetings/", appointments.make, name="engagement-appointment"),
    path(
        "meetings/cancel/<int:appointment_id>/",
        appointments.cancel,
        name="engagement-appointment-cancel",
    ),
    path("meetings/<int:meeting_id>/ready/", appointments.ready, name="engagement-meeting-ready"),
    path("meetings/<int:meeting_id>/skip/", appointments.skip, name="engagement-meeting-skip"),
    path("meetings/<int:meeting_id>/move/", appointments.move, name="engagement-meeting-move"),
    path("meetings/<int:meeting_id>/warn/", appointments.warn, name="engagement-meeting-warn"),
    path("time/", time.log, name="engagement-time"),
    path("time/<int:entry_id>/drop/", time.drop, name="engagement-time-drop"),
]
