#include "base/sha256.hpp"
#include "exchange/case_archive.hpp"
#include "store/export.hpp"
#include "store/export_lines.hpp"
#include "store/fault.hpp"
#include "store/json_values.hpp"
#include "workflow/retention.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <sstream>
#include <utility>

namespace foerderlauf {

namespace {

constexpr std::size_t most_text = std::size_t{512}
                                  << 20;  ///< of the history and its readings, which are held in memory

/// A letter or document that has to be there: where, and with which hash.
struct Wanted {
    std::string file, sha256;
    std::int64_t seq = 0;
};

/// `HEX  NAME` and nothing else, each name once.
Result<std::map<std::string, std::string>> sums_in(const std::string& text) {
    constexpr std::size_t hex = 64;
    std::map<std::string, std::string> sums;
    std::istringstream in{text};
    for (std::string line; std::getline(in, line);) {
        const bool formed = line.size() > hex + 2 && line.compare(hex, 2, "  ") == 0 &&
                            from_hex(line.substr(0, hex)).size() == hex / 2;
        if (!formed || !sums.emplace(line.substr(hex + 2), line.substr(0, hex)).second)
            return refuse("case_archive.sums", {{"line", FreeText{line.substr(0, 2 * hex)}}});
    }
    return sums;
}

/// The reason of a conflict of interest is for decider and auditor alone: the archives of others come without it.
bool is_withheld(const Difference& difference, const std::vector<Event>& events) {
    const auto& [key, values] = difference.message;
    const auto seq = integer_of(values, "event");
    if (key != "verify.gone" || text_of(values, "key") != "reason" || seq < 1 || std::cmp_greater(seq, events.size()))
        return false;
    const auto& step = events[static_cast<std::size_t>(seq) - 1].step;
    return step == "declare_conflict" || step == "lift_conflict";
}

class CaseArchiveCheck {
public:
    explicit CaseArchiveCheck(const ArchiveFile& archive) : archive_{archive} {}

    Result<ArchiveVerdict> run() {
        if (!archive_.has(archive_sums) || !archive_.has(archive_reading)) return refuse("case_archive.not_a_case");
        if (const auto done = check_sums(); !done) return tl::unexpected{done.error()};
        if (const auto done = read_reading(); !done) return tl::unexpected{done.error()};
        const auto done = verdict_.extract ? check_links() : check_history();
        if (!done) return tl::unexpected{done.error()};
        check_wanted();
        check_others();
        return std::move(verdict_);
    }

private:
    void report(const char* key, const std::string& file, std::int64_t seq = 0) {
        verdict_.differences.push_back({case_id_, seq, {key, {{"file", FreeText{file}}, {"seq", seq}}}});
    }

    /// Every file against the list, and the list against the files.
    Result<void> check_sums() {
        const auto text = archive_.text(archive_sums, most_text);
        if (!text) return tl::unexpected{text.error()};
        const auto sums = sums_in(*text);
        if (!sums) return tl::unexpected{sums.error()};
        for (const auto& [name, sum] : *sums)
            if (!archive_.has(name)) report("case_archive.missing", name);
        for (const auto& name : archive_.names()) {
            if (name == archive_sums) continue;
            const auto listed = sums->find(name);
            if (listed == sums->end()) {
                report("case_archive.extra", name);
                continue;
            }
            Sha256 sum;
            const auto done = archive_.read(name, [&](std::string_view piece) { sum.add(piece); });
            if (!done) return tl::unexpected{done.error()};
            found_[name] = sum.hex();
            ++verdict_.files;
            if (found_[name] != listed->second) report("case_archive.changed", name);
        }
        return {};
    }

    Result<void> read_reading() {
        const auto text = archive_.text(archive_reading, most_text);
        if (!text) return tl::unexpected{text.error()};
        try {
            reading_ = record_from_json(*text);
        } catch (const StoreFault&) { return refuse("case_archive.not_a_case"); }
        if (text_of(reading_, "format") != "foerderlauf-case-archive" || integer_of(reading_, "version") != 1)
            return refuse("case_archive.not_a_case");
        case_id_ = integer_of(reading_, "case");
        verdict_.file_number = text_of(reading_, "file_number");
        verdict_.extract = flag_of(reading_, "extract");
        return {};
    }

    /// Numbers without gaps, each entry naming the hash of the one before.
    Result<void> check_links() {
        auto before = no_hash;
        for (const auto& item : list_of(reading_, "entries")) {
            const auto* entry = item.as_record();
            if (!entry) return refuse("case_archive.not_a_case");
            const auto seq = integer_of(*entry, "seq");
            if (seq != ++verdict_.events || text_of(*entry, "prev_hash") != before)
                report("case_archive.link", archive_reading, seq);
            before = text_of(*entry, "hash");
        }
        for (const auto* list : {"letters", "documents"})
            for (const auto& item : list_of(reading_, list))
                if (const auto* entry = item.as_record())
                    wanted_.push_back({text_of(*entry, "file"), text_of(*entry, "sha256"), integer_of(*entry, "seq")});
        return {};
    }

    /// The chain with its letters, and that the reading is of the same entries.
    Result<void> check_history() {
        if (!archive_.has(archive_history)) {
            report("case_archive.missing", archive_history);
            return {};
        }
        const auto text = archive_.text(archive_history, most_text);
        if (!text) return tl::unexpected{text.error()};
        std::istringstream lines{*text};
        auto differences = verify_export(lines);
        std::optional<ExportedCase> exported;
        try {
            lines.clear();
            lines.seekg(0);
            exported = read_exported_case(lines);
            std::erase_if(differences, [&](const auto& one) { return is_withheld(one, exported->events); });
        } catch (const StoreFault&) { exported.reset(); }
        std::ranges::move(differences, std::back_inserter(verdict_.differences));
        if (exported) want(*exported);
        else report("case_archive.history", archive_history);
        return {};
    }

    void want(const ExportedCase& exported) {
        verdict_.events = static_cast<std::int64_t>(exported.events.size());
        if (exported.file.id != case_id_) report("case_archive.other_case", archive_reading);
        const auto& entries = list_of(reading_, "entries");
        for (std::size_t i = 0; i < std::max(entries.size(), exported.events.size()); ++i) {
            const auto* entry = i < entries.size() ? entries[i].as_record() : nullptr;
            const auto* event = i < exported.events.size() ? &exported.events[i] : nullptr;
            if (!entry || !event || integer_of(*entry, "seq") != event->seq || text_of(*entry, "hash") != event->hash)
                return report("case_archive.link", archive_reading, static_cast<std::int64_t>(i) + 1);
        }
        for (const auto& letter : exported.letters)
            if (!letter.content.empty())
                wanted_.push_back({archived_letter(letter.seq, letter.name, ".txt"), letter.sha256, letter.seq});
        for (const auto& document : exported.file.documents)
            if (!is_erased(document) && !is_disposed(exported.file))
                wanted_.push_back({archived_document(document.id, document.name), document.sha256, document.seq});
    }

    void check_wanted() {
        for (const auto& one : wanted_) {
            const auto found = found_.find(one.file);
            if (found == found_.end()) report("case_archive.missing_in_history", one.file, one.seq);
            else if (found->second != one.sha256) report("case_archive.differs_from_history", one.file, one.seq);
        }
    }

    /// What the history does not know has no business here; a PDF stands beside the words it shows.
    void check_others() {
        std::set<std::string> known{archive_readme, archive_history, archive_reading, archive_paper, archive_sums};
        for (const auto& one : wanted_) {
            known.insert(one.file);
            if (one.file.starts_with("schreiben/") && one.file.ends_with(".txt"))
                known.insert(one.file.substr(0, one.file.size() - 3) + "pdf");
        }
        for (const auto& [name, sum] : found_)
            if (!known.contains(name)) report("case_archive.unknown", name);
    }

    const ArchiveFile& archive_;
    ArchiveVerdict verdict_;
    CaseId case_id_ = 0;
    Record reading_;
    std::map<std::string, std::string> found_;  ///< file → sum of what it holds
    std::vector<Wanted> wanted_;
};

}  // namespace

Result<ArchiveVerdict> verify_case_archive(const std::filesystem::path& file) {
    const auto archive = ArchiveFile::open(file);
    if (!archive) return tl::unexpected{archive.error()};
    return CaseArchiveCheck{*archive}.run();
}

}  // namespace foerderlauf
