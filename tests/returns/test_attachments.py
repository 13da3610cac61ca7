"""What a mail has attached: told where it could not be read, whatever else came with it."""

from email.message import EmailMessage

from returning import deal_of, found


def test_a_damaged_attachment_beside_a_good_one_is_told():
    deal = deal_of()
    mail = EmailMessage()
    mail["From"], mail["Subject"] = "dana.reyes@northwind.example", "Re: our plan"
    mail.set_content("Both versions, as you asked.")
    for name, raw in (("old.docx", deal.file("docx")[:5_000]), ("new.docx", deal.file("docx"))):
        mail.add_attachment(raw, maintype="application", subtype="octet-stream", filename=name)
    pulled = deal.pull(mail.as_bytes())
    assert [outcome.name for outcome in pulled.files] == ["file1: new.docx"]
    assert found(pulled) == []
    (note,) = pulled.files[0].changes.notes
    assert note.startswith("the attachment old.docx was not read: the file is damaged or cut off")
