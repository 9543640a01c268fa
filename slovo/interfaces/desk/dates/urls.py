from django.urls import path

from slovo.interfaces.desk.dates import deciding, review

CASE = "cases/<ref:number>/dates/"

urlpatterns = [
    path(CASE, deciding.look, name="case-dates"),
    path(f"{CASE}aside/", deciding.aside, name="case-date-aside"),
    path(f"{CASE}promise/", deciding.promise, name="case-date-promise"),
    path("promises/review/", review.show_list, name="date-review"),
    path("promises/review/<int:pk>/promise/", review.promise, name="date-review-promise"),
    path("promises/review/<int:pk>/aside/", review.aside, name="date-review-aside"),
]
