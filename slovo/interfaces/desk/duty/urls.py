from django.urls import path

from slovo.interfaces.desk.duty import patterns, rota, shifts, swaps

urlpatterns = [
    path("duty/", rota.rota, name="rota"),
    path("duty/shifts/new/", shifts.new, name="shift-new"),
    path("duty/shifts/<int:shift_id>/", shifts.show, name="shift-show"),
    path("duty/shifts/<int:shift_id>/drop/", shifts.drop, name="shift-drop"),
    path("duty/shifts/<int:shift_id>/swap/", swaps.ask_for, name="shift-swap"),
    path("duty/swaps/<int:swap_id>/", swaps.answer, name="swap-answer"),
    path("duty/patterns/", patterns.show_list, name="pattern-list"),
    path("duty/patterns/new/", patterns.new, name="pattern-new"),
    path("duty/patterns/<int:pattern_id>/end/", patterns.end, name="pattern-end"),
]
