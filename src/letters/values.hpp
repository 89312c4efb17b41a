#pragma once

#include "letters/compose.hpp"

namespace foerderlauf {

/// What a letter is written from: the case after the event it is frozen with, or as it stands for a draft (`event` null).
struct Writing {
    const Definition& definition;
    const CaseFile& file;
    const Situation& situation;
    const Texts& texts;
    const std::string& letter;
    const Event* event;
    const NamesOfBodies& names;
    const Signer& signer;

    Date day() const { return event ? berlin_day(event->at) : situation.today; }
};

/// Everything a template may name, as finished German words: texts, lists of rows, and true for what only is there or not.
/// What the case does not say is absent or empty.
Record letter_values(const Writing& writing);

/// Authority, place, date, number and addressee; who signs, and in whose place.
void add_head(const Writing& writing, Record& values);
void add_signer(const Writing& writing, Record& values);

/// What an amendment changed, field by field, with the version it makes and the day it was asked for (`changes`, `grant_version`).
void add_change(const Writing& writing, Record& values);
/// What a step of a proof of use or of a repayment worked out: `settled_…`, `principal`, `interest` with its periods, `ground`.
void add_settlement(const Writing& writing, Record& values);

/// What a payment request, an early start or a service came to, for the letter that tells it.
void add_told(const Writing& writing, Record& values);

/// What a correction mends, with the words or the day that were wrong (`correction`).
void add_correction(const Writing& writing, Record& values);

/// The step that freezes a letter (`effects: {letter: …}`), null when none does.
const Step* step_of_letter(const Definition& definition, std::string_view letter);

/// `Stadt Pößneck`, `Landkreis Nordhausen`, `Verwaltungsgemeinschaft Ranis-Ziegenrück`: the body as a letter addresses it.
std::string addressed(const Recipient& recipient, const Texts& texts);

}  // namespace foerderlauf
