"""Files of people as programs write them."""

OLD_PHONE = (
    "BEGIN:VCARD\r\nVERSION:2.1\r\n"
    "N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=D0=A2=D0=BA=D0=B0=D1=87=D0=B5=D0=BD=D0=BA=D0=BE;"
    "=D0=AE=D1=80=D1=96=D0=B9;;;\r\n"
    "FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=D0=AE=D1=80=D1=96=D0=B9=20=\r\n"
    "=D0=A2=D0=BA=D0=B0=D1=87=D0=B5=D0=BD=D0=BA=D0=BE\r\n"
    "TEL;CELL;PREF:+380445550127\r\nTEL;HOME:044 555 01 28\r\nEMAIL;HOME:Yuri@tk.example\r\n"
    "PHOTO;ENCODING=BASE64;JPEG:/9j/4AAQSkZJRgABAQAAAQABAAD\r\n /2wBDAAMCAgMCAgMDA\r\n\r\n"
    "END:VCARD\r\n"
)
BROKEN = "BEGIN:VCARD\r\nVERSION:3.0\r\nno card at all\r\nEND:VCARD\r\n"
NEW_PHONE = (
    'BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Anna Bondar\r\nTEL;VALUE=uri;TYPE="voice,cell":'
    "tel:+380-50-111-22-33\r\nitem1.EMAIL;type=pref:anna@b.example\r\nORG:TOV «Berehynia»;Law\r\n"
    "TITLE:Lawyer\r\nLANG:uk\r\nNICKNAME:Anna\r\nNOTE:Likes\\nmornings\r\nEND:VCARD\r\n"
)
CARDS = (OLD_PHONE + BROKEN + NEW_PHONE).encode()

OUTLOOK = (
    "First Name,Middle Name,Last Name,Company,Job Title,Business Phone,Mobile Phone,"
    "E-mail Address,E-mail 2 Address,Notes\r\n"
    "Anna,,Bondar,TOV Berehynia,Lawyer,,+380 50 111 22 33,anna@b.example,ab@home.example,"
    '"Likes\r\nmornings"\r\n'
    ",,,Office Supplies Ltd,,+380 44 111 11 11,,,,\r\n"
).encode("utf-8-sig")

GOOGLE = (
    "First Name,Middle Name,Last Name,Nickname,Organization Name,Organization Title,Notes,"
    "Labels,E-mail 1 - Label,E-mail 1 - Value,Phone 1 - Label,Phone 1 - Value\n"
    "Юрій,Петрович,Ткаченко,,,,,* myContacts,* Work,yuri@tk.example ::: yt@gmail.com,Mobile,"
    "044 555 01 27\n"
).encode()

RUSSIAN = (
    "Фамилия;Имя;Отчество;Организация;Должность;Мобильный телефон;Адрес эл. почты;Заметки\n"
    "Ткаченко;Юрий;Петрович;ООО Ромашка;Директор;+380 44 555 01 27;yuri@tk.example;\n"
).encode("cp1251")
