from django.urls import path

from slovo.interfaces.desk.recovery import figures, reviews, times

ONE = "recovery/reviews/<slug:quarter>/"

urlpatterns = [
    path("recovery/figures/", figures.show, name="recovery-figures"),
    path("recovery/figures/<slug:step>/", times.show, name="complaint-times"),
    path("recovery/reviews/", reviews.show_list, name="complaint-review"),
    path("recovery/reviews/open/", reviews.start, name="review-open"),
    path(ONE, reviews.show, name="review-show"),
    path(f"{ONE}sign/", reviews.sign, name="review-sign"),
    path(f"{ONE}addendum/", reviews.add, name="review-addendum"),
    path("recovery/resolutions/<int:resolution_id>/", reviews.done, name="resolution-done"),
]
