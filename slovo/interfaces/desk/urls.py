from django.urls import URLPattern, URLResolver, path

from slovo.interfaces.desk import demo

urlpatterns: list[URLPattern | URLResolver] = [
    path("demo/sign-in/", demo.sign_in, name="demo-sign-in"),
    path("demo/clock/", demo.move_clock, name="demo-clock"),
    path("demo/write/", demo.write_as_client, name="demo-write"),
]
