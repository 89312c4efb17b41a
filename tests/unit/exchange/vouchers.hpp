#pragma once

#include "forms/form.hpp"

namespace foerderlauf::test {

/// A column that must be filled in.
inline Field column(const char* name, FieldKind kind, const char* label) {
    Field field;
    field.name = name;
    field.kind = kind;
    field.label = label;
    field.required = true;
    field.max_length = 100;
    return field;
}

/// A list of vouchers of at most three rows: number, day, payee, amount.
inline Field vouchers() {
    auto field = column("vouchers", FieldKind::Rows, "Belegliste");
    field.max = 3;
    field.columns = {column("number", FieldKind::Code, "Nr."), column("day", FieldKind::Date, "Tag"),
                     column("payee", FieldKind::Text, "Empfänger"), column("amount_cents", FieldKind::Money, "Betrag")};
    return field;
}

}  // namespace foerderlauf::test
