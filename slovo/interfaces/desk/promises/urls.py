from django.urls import path

from slovo.interfaces.desk.promises import calendar, feed, ledger, lists, pages

urlpatterns = [
    path("", lists.show_list, name="promise-list"),
    path("ledger/", ledger.ledger, name="promise-ledger"),
    path("calendar/", calendar.calendar, name="promise-calendar"),
    path("feed/make/", feed.make, name="promise-feed-make"),
    path("feed/<token>.ics", feed.feed, name="promise-feed"),
    path("<int:pk>/", pages.show, name="promise-show"),
    path("<int:pk>/fulfil/", pages.fulfil, name="promise-fulfil"),
    path("<int:pk>/renegotiate/", pages.renegotiate, name="promise-renegotiate"),
    path("<int:pk>/withdraw/", pages.withdraw, name="promise-withdraw"),
    path("<int:pk>/pass/", pages.pass_on, name="promise-pass"),
]
