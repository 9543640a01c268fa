from django.urls import path

from slovo.interfaces.desk.disputes import pages

urlpatterns = [
    path("complaints/<int:complaint_number>/move/", pages.move, name="complaint-move"),
    path("complaints/<int:complaint_number>/sheet/", pages.sheet, name="complaint-sheet"),
    path("complaints/<int:complaint_number>/sitting/", pages.sitting, name="complaint-sitting"),
    path("complaints/<int:complaint_number>/settled/", pages.settled, name="complaint-settled"),
]
