from django.urls import path

from slovo.interfaces.desk.imports import exports, pages

urlpatterns = [
    path("clients/import/", pages.show_list, name="import-list"),
    path("clients/import/<int:import_id>/", pages.show_import, name="import-show"),
    path("clients/import/<int:import_id>/columns/", pages.columns, name="import-columns"),
    path("clients/import/<int:import_id>/take-in/", pages.take_in, name="import-take-in"),
    path("clients/import/<int:import_id>/drop/", pages.drop, name="import-drop"),
    path("clients/import/<int:import_id>/undo/", pages.undo, name="import-undo"),
    path("clients/export.<slug:form>", exports.everybody, name="person-export"),
    path("clients/<int:pk>/card.vcf", exports.one, name="person-vcard"),
]
