from django.urls import URLPattern, URLResolver, path

from slovo.interfaces.desk.mistakes import conduct, figures, money, pages, telling

urlpatterns: list[URLPattern | URLResolver] = [
    path("mistakes/", pages.show_list, name="mistake-list"),
    path("mistakes/figures/", figures.show, name="mistake-figures"),
    path("mistakes/<int:mistake_id>/", pages.show, name="mistake-show"),
    path("mistakes/<int:mistake_id>/see/", pages.see, name="mistake-see"),
    path("mistakes/<int:mistake_id>/name/", pages.name, name="mistake-name"),
    path("mistakes/<int:mistake_id>/admit/", telling.admit, name="mistake-admit"),
    path("mistakes/<int:mistake_id>/plan/", telling.plan, name="mistake-plan"),
    path("mistakes/<int:mistake_id>/correct/", telling.correct, name="mistake-correct"),
    path("mistakes/<int:mistake_id>/verify/", telling.verify, name="mistake-verify"),
    path("mistakes/<int:mistake_id>/damage/", pages.weigh, name="mistake-weigh"),
    path("mistakes/<int:mistake_id>/close/", pages.close, name="mistake-close"),
    path("mistakes/<int:mistake_id>/drop/", pages.drop, name="mistake-drop"),
    path("mistakes/<int:mistake_id>/rework/link/", money.link, name="rework-link"),
    path("mistakes/<int:mistake_id>/rework/", money.rework, name="mistake-rework"),
    path("mistakes/<int:mistake_id>/lost/", money.claim, name="mistake-claim"),
    path("mistakes/<int:mistake_id>/lost/<int:damage_id>/", money.decide, name="damage-decide"),
    path(
        "mistakes/<int:mistake_id>/lost/<int:damage_id>/file/",
        money.damage_file,
        name="damage-file",
    ),
    path("mistakes/<int:mistake_id>/quality/", money.verdict, name="mistake-verdict"),
    path("mistakes/<int:mistake_id>/paid/<int:payout_id>/", money.pay, name="payout-pay"),
    path("mistakes/rude/<int:flag_id>/", conduct.review, name="conduct-review"),
    path("cases/<ref:number>/rude/<int:message_id>/", conduct.flag, name="conduct-flag"),
    path("cases/<ref:number>/mistakes/", pages.open_in, name="mistake-open"),
]
