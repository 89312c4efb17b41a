#include "base/canonical_json.hpp"
#include "base/sha256.hpp"
#include "store/chain_check.hpp"
#include "store/erasure.hpp"
#include "store/export.hpp"
#include "store/export_lines.hpp"
#include "store/fault.hpp"
#include "store/json_values.hpp"
#include "store/seal_check.hpp"

#include <algorithm>
#include <istream>
#include <map>

namespace foerderlauf {

namespace {

/// Reads a file from its first line to its last.
class ExportCheck {
public:
    explicit ExportCheck(const std::optional<Seal>& given) : given_{given} {}

    std::vector<Difference> run(std::istream& in) {
        std::string line;
        std::int64_t number = 0;
        try {
            while (std::getline(in, line)) {
                ++number;
                read(line);
            }
            finish();
        } catch (const std::exception&) { report("verify.export_line", {{"line", number}}); }
        return std::move(found_);
    }

private:
    void report(std::string key, Record values) {
        found_.push_back({case_id_, seq_, {std::move(key), std::move(values)}});
    }

    void read(const std::string& text) {
        const auto line = record_from_json(text);
        // Byte for byte: another spelling of a line would be another file.
        if (canonical_json(line) != text) throw StoreFault{"not canonical"};
        const auto kind = required_text(line, "line");
        if (ended_ || (kind == "header") != !begun_) throw StoreFault{"lines out of order"};
        if (kind == "header") begin(line);
        else if (kind == "seal") read_seal(line);
        else if (kind == "event") read_event(line);
        else if (kind == "posting") read_posting(line);
        else if (kind == "letter") read_letter(line);
        else if (kind == "end") end(line);
        else throw StoreFault{"unknown line"};
    }

    void begin(const Record& line) {
        if (line.contains("only")) expect_members(line, {"line", "format", "version", "only"});
        else expect_members(line, {"line", "format", "version"});
        if (required_text(line, "format") != "foerderlauf-history" || required_integer(line, "version") != 1)
            throw StoreFault{"another format"};
        whole_ = !line.contains("only");
        if (!whole_) only_ = required_integer(line, "only");
        begun_ = true;
    }

    void read_seal(Record line) {
        expect_members(line, {"line", "day", "heads", "made_at", "position", "previous", "hash"});
        if (!whole_ || chain_) throw StoreFault{"a seal after the events"};
        line.erase("line");
        seals_.push_back(seal_from(line));
        for (const auto& head : seals_.back().heads) sealed_events_[{head.case_id, head.seq}];
    }

    void read_event(const Record& line) {
        finish_event();
        const auto stored = event_from(line);
        if (!chain_ || stored.event.case_id != case_id_) begin_case(stored.event.case_id);
        seq_ = stored.event.seq;
        newest_hash_ = stored.event.hash;
        ++events_;
        if (const auto sealed = sealed_events_.find({case_id_, seq_}); sealed != sealed_events_.end())
            sealed->second = FoundEvent{newest_hash_, stored.event.position};
        if (!cases_by_position_.emplace(stored.event.position, case_id_).second)
            chain_->report("verify.position_gap", {{"position", stored.event.position}});
        texts_.add(stored);
        if (const auto event = chain_->add(stored)) {
            if (const auto erasure = erasure_of(*event)) texts_.erased(*erasure);
            expected_postings_ = event->facts.postings;
            for (const auto& [name, frozen] : event->facts.letters)
                if (const auto* record = frozen.as_record())
                    expected_letters_[{seq_, name}] = text_of(*record, "sha256");
        }
        position_ = stored.event.position;
    }

    void begin_case(CaseId id) {
        finish_case();
        if (only_ && id != *only_) throw StoreFault{"another case"};
        if (chain_ && id <= case_id_) throw StoreFault{"cases out of order"};
        case_id_ = id;
        chain_.emplace(id, found_);
    }

    void read_posting(const Record& line) {
        expect_members(line, {"line", "position", "n", "case", "amount_cents", "from", "to", "kind"});
        const auto n = static_cast<std::size_t>(required_integer(line, "n"));
        const auto from = parse_ledger_account(required_text(line, "from"));
        const auto to = parse_ledger_account(required_text(line, "to"));
        if (!from || !to) throw StoreFault{"not a ledger account"};
        const Posting posting{Money::cents(required_integer(line, "amount_cents")), *from, *to,
                              required_text(line, "kind")};
        const bool expected = n == ++postings_ && n <= expected_postings_.size() &&
                              expected_postings_[n - 1] == posting && required_integer(line, "position") == position_ &&
                              required_integer(line, "case") == case_id_;
        if (!expected) report("verify.posting", {{"case", case_id_}, {"seq", seq_}, {"position", position_}});
        booked_[position_].push_back(posting);
    }

    void read_letter(const Record& line) {
        expect_members(line, {"line", "case", "seq", "name", "content", "sha256"});
        if (required_integer(line, "case") != case_id_) throw StoreFault{"a letter of another case"};
        const auto key = std::pair{required_integer(line, "seq"), required_text(line, "name")};
        const auto expected = expected_letters_.find(key);
        const auto sha256 = required_text(line, "sha256");
        // Erased content is exported as nothing; its hash stays.
        const auto content = required_text(line, "content");
        const bool same = expected != expected_letters_.end() && expected->second == sha256 &&
                          (content.empty() || sha256_hex(content) == sha256);
        if (!same) report("verify.letter", {{"case", case_id_}, {"seq", key.first}, {"letter", key.second}});
        texts_.add_letter(key, !content.empty());
        if (expected != expected_letters_.end()) expected_letters_.erase(expected);
    }

    void finish_event() {
        if (postings_ != expected_postings_.size())
            report("verify.posting", {{"case", case_id_}, {"seq", seq_}, {"position", position_}});
        postings_ = 0;
        expected_postings_.clear();
    }

    void finish_case() {
        for (const auto& [key, hash] : expected_letters_)
            report("verify.letter_missing", {{"case", case_id_}, {"seq", key.first}, {"letter", key.second}});
        expected_letters_.clear();
        if (const auto text = texts_.standing())
            report("verify.not_erased",
                   {{"case", case_id_}, {"seq", seq_}, {"key", text->second}, {"event", text->first}});
        if (const auto text = texts_.gone())
            report("verify.gone", {{"case", case_id_}, {"seq", seq_}, {"key", text->second}, {"event", text->first}});
        texts_ = {};
        hashes_ += newest_hash_;
        newest_hash_.clear();
    }

    void end(const Record& line) {
        expect_members(line, {"line", "events", "root", "seals"});
        finish_event();
        finish_case();
        ended_ = true;
        if (required_integer(line, "events") != events_ || required_text(line, "root") != sha256_hex(hashes_))
            report("verify.export_end", {{"expected", required_integer(line, "events")}, {"found", events_}});
        if (required_integer(line, "seals") != static_cast<std::int64_t>(seals_.size()))
            report("verify.export_seals", {});
        if (whole_) check_whole();
    }

    void check_seals() {
        SealCheck check{[&](CaseId id, std::int64_t seq) { return sealed_events_[{id, seq}]; }, found_};
        for (const auto& seal : seals_) check.add(seal);
        if (!given_) return;
        const auto same_day = [&](const Seal& seal) { return seal.day == given_->day; };
        const auto here = std::ranges::find_if(seals_, same_day);
        std::ranges::copy(compare_seals(*given_, here == seals_.end() ? std::nullopt : std::optional{*here}),
                          std::back_inserter(found_));
    }

    void check_whole() {
        check_seals();
        std::int64_t expected = 0;
        for (const auto& [position, id] : cases_by_position_) {
            if (position != ++expected) report("verify.position_gap", {{"expected", expected}, {"position", position}});
            expected = position;
        }
        Balances balances;
        for (const auto& [position, postings] : booked_)
            if (const auto done = book(balances, postings); !done)
                return report("verify.below_zero",
                              {{"account", text_of(done.error().message.values, "account")}, {"position", position}});
    }

    void finish() {
        if (!ended_) report("verify.export_cut", {{"events", events_}});
    }

    const std::optional<Seal>& given_;
    std::vector<Difference> found_;
    std::vector<Seal> seals_;
    std::map<std::pair<CaseId, std::int64_t>, std::optional<FoundEvent>> sealed_events_;
    bool begun_ = false, ended_ = false, whole_ = true;
    std::optional<CaseId> only_;
    CaseId case_id_ = 0;
    std::int64_t seq_ = 0, position_ = 0, events_ = 0;
    std::optional<ChainCheck> chain_;
    TextsAndErasures texts_;
    std::size_t postings_ = 0;  ///< lines read of the present event
    std::vector<Posting> expected_postings_;
    std::map<std::pair<std::int64_t, std::string>, std::string> expected_letters_;
    std::map<std::int64_t, CaseId> cases_by_position_;
    std::map<std::int64_t, std::vector<Posting>> booked_;
    std::string newest_hash_, hashes_;
};

}  // namespace

std::vector<Difference> verify_export(std::istream& in, const std::optional<Seal>& given) {
    return ExportCheck{given}.run(in);
}

}  // namespace foerderlauf
