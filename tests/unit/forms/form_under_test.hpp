#pragma once

// A form with a field of every kind, loaded as forms are loaded.

#include "domain/load.hpp"
#include "forms/form.hpp"

#include <catch2/catch_all.hpp>

namespace foerderlauf::test {

inline const std::string every_kind = R"yaml(
form: every_kind
title: Alles
fields:
  title:        {kind: text, label: Titel, required: true, max_length: 10}
  description:  {kind: long_text, label: Beschreibung, help: "Worum geht es?", source: § 1}
  budget_line:  {kind: code, label: Titel}
  amount_cents: {kind: money, label: Betrag}
  bonus_cents:  {kind: money, label: Zuschlag, min: 100, max: 500}
  change_cents: {kind: money, label: Änderung, min: -1000}
  count:        {kind: integer, label: Anzahl, min: 1, max: 9}
  rate:         {kind: rate, label: Satz, required_when: {type: share}}
  due:          {kind: date, label: Fällig am}
  agreed:       {kind: flag, label: Einverstanden, required: true}
  type:         {kind: choice, label: Art, options: {share: Anteil, fixed: Festbetrag}}
  object:       {kind: choice, label: Gegenstand, options_from: funding_objects}
  recipient:    {kind: recipient, label: Körperschaft}
  iban:         {kind: iban, label: IBAN}
  plan:
    kind: rows
    label: Plan
    min: 2
    max: 3
    columns:
      item:         {kind: text, label: Position, required: true}
      amount_cents: {kind: money, label: Betrag, required: true, min: 1}
      eligible:     {kind: flag, label: Zuwendungsfähig}
      note:         {kind: text, label: Vermerk, required_when: {eligible: "false"}}
  documents:    {kind: documents, label: Unterlagen}
)yaml";

inline Form load(const std::string& yaml) {
    std::vector<LoadError> errors;
    auto form = load_form(yaml, "forms/test.yaml", errors,
                          {{"funding_objects", {{"2c", "Schnittstellen"}, {"dms", "DMS"}}}});
    for (const auto& error : errors) UNSCOPED_INFO(error.place.line << " " << error.message.key);
    REQUIRE(errors.empty());
    return form;
}

inline const Form& form() {
    static const Form loaded = load(every_kind);
    return loaded;
}

/// The key of the one error at that name; empty when it was taken in.
inline std::string error_at(const Result<Record>& result, const std::string& name) {
    if (result) return {};
    const auto found = result.error().fields.find(name);
    return found == result.error().fields.end() ? "no error at this name" : found->second.key;
}

inline const Texts& texts() {
    static const Texts all = load_texts(SOURCE_DIR "/config");
    return all;
}

}  // namespace foerderlauf::test
