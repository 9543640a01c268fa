from django.urls import path

from slovo.interfaces.desk.complaints import filing, pages

urlpatterns = [
    path("complaints/", pages.show_list, name="complaint-list"),
    path("complaints/<int:complaint_number>/", pages.show, name="complaint-show"),
    path("cases/<ref:number>/complaint/", filing.file_in, name="complaint-file"),
]
