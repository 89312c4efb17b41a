#include "web/case_archive.hpp"

#include "base/canonical_json.hpp"
#include "base/sha256.hpp"
#include "base/text.hpp"
#include "casework/disclosure.hpp"
#include "casework/retrieval.hpp"
#include "exchange/case_archive.hpp"
#include "store/export.hpp"
#include "web/letter_pdf.hpp"
#include "web/pages/asset_folder.hpp"
#include "web/pages/history.hpp"
#include "workflow/retention.hpp"

#include <algorithm>
#include <atomic>
#include <fstream>
#include <set>
#include <sstream>

namespace foerderlauf {

namespace {

namespace fs = std::filesystem;

/// Putting one together reads and writes much: two at a time leave room for everybody else.
std::atomic<int>& at_work() {
    static std::atomic<int> count{0};
    return count;
}
struct Workplace {
    bool taken = at_work().fetch_add(1) < 2;
    Workplace() = default;
    Workplace(const Workplace&) = delete;
    Workplace& operator=(const Workplace&) = delete;
    ~Workplace() { at_work().fetch_sub(1); }
};

/// A name nobody has, among what goes with the program's own folder.
fs::path fresh_file(const Site& site, const char* ending) {
    std::error_code ignored;
    if (!site.jobs_folder.empty()) fs::create_directories(site.jobs_folder, ignored);
    const auto folder = site.jobs_folder.empty() ? fs::temp_directory_path() : site.jobs_folder;
    return folder / ("akte-" + to_hex(random_bytes(16)) + ending);
}

/// Deletes the file it names, whatever happens.
struct Passing {
    fs::path path;
    explicit Passing(fs::path file) : path{std::move(file)} {}
    Passing(const Passing&) = delete;
    Passing& operator=(const Passing&) = delete;
    ~Passing() {
        std::error_code ignored;
        fs::remove(path, ignored);
    }
};

class Compiling {
public:
    Compiling(Site& site, const CaseReading& reading)
        : site_{site}, reading_{reading}, words_{site.installation->texts, {}} {}

    /// Reads events and history in one snapshot; false when the case went on meanwhile.
    bool read_history(const fs::path& history) {
        site_.store.read([&](Snapshot& snapshot) {
            events_ = snapshot.events(reading_.file.id);
            if (reading_.as_applicant) return;
            std::ofstream out{history, std::ios::binary};
            fs::permissions(history, fs::perms::owner_read | fs::perms::owner_write);
            export_case(snapshot, out, reading_.file.id, [&](const Event& event, std::string_view key) {
                const bool hidden = key == "reason" && disclosure_of(reading_, event) != Disclosure::Everything;
                if (hidden) notes_.insert("withheld");
                return hidden;
            });
            if (!out.flush()) throw std::runtime_error{"cannot write " + history.string()};
        });
        if (!reading_.as_applicant) files_.push_back({archive_history, {}, history, true});
        return !events_.empty() && events_.back().seq == reading_.file.seq;
    }

    void write(const fs::path& to) {
        add_letters();
        add_documents();
        auto record = reading_as_record();
        add_paper(record);
        files_.push_back({archive_reading, canonical_json(Value{std::move(record)}), {}, true});
        files_.push_back({archive_readme, readme(), {}, true});
        write_case_archive(to, std::move(files_), site_.clock.now());
    }

private:
    void add_letters() {
        for (const auto& letter : letters_for(site_.store, reading_)) {
            if (letter.content.empty()) notes_.insert("erased");
            else if (opening_serves(reading_, letter)) notes_.insert("waiting");
            else add_letter(letter);
        }
    }

    void add_letter(const FrozenLetter& letter) {
        const auto text = archived_letter(letter.seq, letter.name, ".txt");
        const auto key = "pages.letter." + letter.name;
        Record row{{"seq", letter.seq},
                   {"name", letter.name},
                   {"title", words_.knows(key) ? words_.sentence(key) : letter.name},
                   {"sha256", letter.sha256},
                   {"file", text}};
        files_.push_back({text, letter.content, {}, true});
        auto pdf = pdf_of_letter(site_, reading_, letter);
        if (pdf) {
            const auto paper = archived_letter(letter.seq, letter.name, ".pdf");
            row.emplace("pdf", paper);
            files_.push_back({paper, std::move(pdf->bytes), {}, false});
        } else notes_.insert("without_pdf");
        letters_.emplace_back(std::move(row));
    }

    void add_documents() {
        for (const auto& document : reading_.file.documents) {
            if (is_erased(document) || is_disposed(reading_.file)) {
                notes_.insert("erased");
                continue;
            }
            const auto name = archived_document(document.id, document.name);
            documents_.emplace_back(Record{{"id", document.id},
                                           {"seq", document.seq},
                                           {"kind", document.kind},
                                           {"name", document.name},
                                           {"sha256", document.sha256},
                                           {"file", name}});
            files_.push_back({name, {}, site_.documents.path_of(site_.documents.find(document.sha256)), false});
        }
    }

    Record reading_as_record() const {
        const HistoryReader reader{site_.identity, 0, words_};
        List entries;
        for (const auto& event : events_) {
            const auto line = history_line(reader, reading_, event);
            entries.emplace_back(Record{{"seq", event.seq},
                                        {"at", to_rfc3339(event.at)},
                                        {"moment", words_.moment_text(event.at)},
                                        {"what", line.what},
                                        {"why", line.why},
                                        {"by", line.by},
                                        {"source", line.source},
                                        {"hash", event.hash},
                                        {"prev_hash", event.prev_hash}});
        }
        return {{"format", "foerderlauf-case-archive"},
                {"version", 1},
                {"case", reading_.file.id},
                {"file_number", reading_.file.file_number},
                {"programme", reading_.definition->title},
                {"recipient", spoken_name(reading_.file.recipient)},
                {"title", title_of(reading_, words_)},
                {"made_at", to_rfc3339(site_.clock.now())},
                {"extract", reading_.as_applicant},
                {"entries", std::move(entries)},
                {"letters", letters_},
                {"documents", documents_}};
    }

    void add_paper(const Record& record) {
        std::ifstream in{web_folder(site_) / "letters/history.typ", std::ios::binary};
        std::ostringstream look;
        look << in.rdbuf();
        auto paper = record;
        paper["day"] = to_german(site_.clock.today());
        auto bytes = site_.letter_press && in ? site_.letter_press->on_paper({{"letter.typ", look.str()}}, paper)
                                              : Result<std::string>{refuse("letter.pdf_not_installed")};
        if (bytes) files_.push_back({archive_paper, std::move(*bytes), {}, false});
        else notes_.insert("without_pdf");
    }

    std::string readme() const {
        const auto& texts = site_.installation->texts;
        std::string text = texts.sentence(reading_.as_applicant ? "case_archive.readme.extract"
                                                                : "case_archive.readme.whole",
                                          {{"number", preline_of(reading_)},
                                           {"title", title_of(reading_, words_)},
                                           {"day", to_german(site_.clock.today())},
                                           {"entries", static_cast<std::int64_t>(events_.size())}});
        for (const auto& note : notes_) text += "\n" + texts.sentence("case_archive.readme." + note) + "\n";
        return text;
    }

    Site& site_;
    const CaseReading& reading_;
    Words words_;  ///< of no day: what is read in years must not say `heute`
    std::vector<Event> events_;
    std::vector<PackedFile> files_;
    std::set<std::string> notes_;  ///< what the reader has to know: keys below `case_archive.readme`
    List letters_, documents_;
};

}  // namespace

Result<Reply> case_archive(Site& site, const Account& account, CaseId id) {
    constexpr int tries = 5;
    const Workplace place;
    if (!place.taken) return refuse(Refusal::Kind::TooMany, "case_archive.busy");
    for (int i = 0; i < tries; ++i) {
        const auto reading = read_case(site.store, site.programmes, site.dispatcher, site.clock, account, id);
        if (!reading) return tl::unexpected{reading.error()};
        const Passing history{fresh_file(site, ".jsonl")};
        Compiling compiling{site, *reading};
        if (!compiling.read_history(history.path)) continue;
        const auto file = fresh_file(site, ".zip");
        compiling.write(file);
        const auto name = site.installation->texts.sentence(
            reading->as_applicant ? "case_archive.name_of_extract" : "case_archive.name",
            {{"number", reading->file.file_number.empty() ? std::to_string(id) : reading->file.file_number}});
        return download(FileBody{file, true}, "application/zip", name);
    }
    return refuse(Refusal::Kind::TooMany, "case_archive.busy");
}

}  // namespace foerderlauf
