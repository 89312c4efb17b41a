#include "casework/letter_press.hpp"

#include "base/sha256.hpp"
#include "letters/blocks.hpp"
#include "letters/verification.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace foerderlauf {

namespace {

List list_from(const std::vector<std::string>& lines) { return List{lines.begin(), lines.end()}; }

/// A letter as the sweep finds it: its words and the version they were written under.
struct FoundLetter {
    std::shared_ptr<const Definition> definition;
    FrozenLetter letter;
};

std::optional<FoundLetter> found_letter(Snapshot& snapshot, const Programmes& programmes, const LetterKey& key) {
    const auto file = snapshot.case_file(key.case_id);
    auto letters = snapshot.letters(key.case_id);
    const auto letter = std::ranges::find_if(
        letters, [&](const FrozenLetter& frozen) { return frozen.seq == key.seq && frozen.name == key.name; });
    if (!file || letter == letters.end()) return {};
    return FoundLetter{programmes.of(file->version), std::move(*letter)};
}

}  // namespace

LetterPress::LetterPress(Store& store, const Programmes& programmes, Makers makers, const Clock& clock,
                         std::string base_address)
    : store_{store}, programmes_{programmes}, makers_{makers}, clock_{clock}, base_address_{std::move(base_address)} {}

Result<std::string> LetterPress::made(const Definition& definition, const Record& sheet) {
    // A version from before letters had a look is shown in the newest one: the words are what was frozen.
    const auto current = definition.look.empty() ? programmes_.current(definition.programme) : nullptr;
    const auto& look = current ? current->look : definition.look;
    if (look.empty()) return refuse(Refusal::Kind::TooMany, "letter.no_look");
    return makers_.letters.pdf(look, sheet);
}

Result<LetterPdf> LetterPress::of(const Definition& definition, CaseId case_id, const FrozenLetter& letter) {
    const LetterKey key{case_id, letter.seq, letter.name};
    std::optional<LetterPdf> kept;
    const auto look_up = [&](Snapshot& snapshot) { kept = letter_pdf(snapshot.session(), key); };
    store_.read(look_up);
    if (!kept && !letter.content.empty()) {
        const auto code = verification_code(case_id, letter.seq, letter.name, letter.sha256);
        const auto address = base_address_.empty() ? std::string{} : base_address_ + "/echt/" + in_fours(code);
        auto sheet = record_of(letter_sheet(letter.content));
        sheet["draft"] = false;
        sheet["code"] = in_fours(code);
        sheet["address"] = address;
        sheet["sha256"] = letter.sha256;
        sheet["squares"] = list_from(address.empty() ? std::vector<std::string>{} : squares_of(address));
        auto bytes = made(definition, sheet);
        if (bytes && makers_.signer) bytes = makers_.signer->signed_pdf(*bytes, clock_.now());
        if (!bytes) return tl::unexpected{bytes.error()};
        const LetterPdf pdf{code, sha256_hex(*bytes), std::move(*bytes)};
        store_.run([&](Transaction& transaction) { keep_letter_pdf(transaction.session(), key, pdf, clock_.now()); });
        store_.read(look_up);  // who was first is kept
    }
    if (!kept || kept->bytes.empty()) return refuse(Refusal::Kind::NotFound, "letter.erased", {{"name", letter.name}});
    return std::move(*kept);
}

Result<std::string> LetterPress::draft(const Definition& definition, const ComposedLetter& letter) {
    auto sheet = record_of(letter_sheet(letter.content));
    sheet["draft"] = true;
    sheet["code"] = "";
    sheet["address"] = "";
    sheet["sha256"] = "";
    sheet["squares"] = List{};
    return made(definition, sheet);
}

int LetterPress::make_missing(std::int64_t& position, int limit) {
    LettersToMake missing;
    store_.read([&](Snapshot& snapshot) { missing = letters_without_pdf(snapshot.session(), position, limit); });
    int made_now = 0;
    for (const auto& key : missing.keys) {
        std::optional<FoundLetter> found;
        store_.read([&](Snapshot& snapshot) { found = found_letter(snapshot, programmes_, key); });
        if (found && of(*found->definition, key.case_id, found->letter)) ++made_now;
    }
    // When none of a full round could be made, the same would come again: go on behind them.
    position = made_now == 0 && !missing.keys.empty() ? missing.position + 1 : missing.position;
    return made_now;
}

LetterMaker::LetterMaker(LetterPress& press, Report report) : press_{press}, report_{std::move(report)} {
    thread_ = std::thread{[this] { run(); }};
}

LetterMaker::~LetterMaker() {
    {
        const std::lock_guard lock{mutex_};
        stopping_ = true;
    }
    wake_.notify_all();
    thread_.join();
}

void LetterMaker::run() {
    using std::chrono::seconds;
    constexpr int few = 20;
    std::int64_t position = 0;
    bool more = false;
    for (std::unique_lock lock{mutex_}; !stopping_;) {
        wake_.wait_for(lock, more ? seconds{1} : seconds{10}, [this] { return stopping_; });
        if (stopping_) break;
        lock.unlock();
        try {
            more = press_.make_missing(position, few) == few;
        } catch (const std::exception& fault) { report_(fmt::format("letters: {}", fault.what())); }
        lock.lock();
    }
}

}  // namespace foerderlauf
