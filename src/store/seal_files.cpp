#include "store/seal_files.hpp"

#include "base/canonical_json.hpp"
#include "domain/calendar.hpp"
#include "store/connection.hpp"
#include "store/fault.hpp"
#include "store/json_values.hpp"

#include <fstream>
#include <sstream>

namespace foerderlauf {

namespace {

std::optional<Date> newest_file(const std::filesystem::path& folder) {
    std::optional<Date> newest;
    for (const auto& entry : std::filesystem::directory_iterator{folder}) {
        const auto day = parse_date(entry.path().stem().string());
        if (day && entry.path().extension() == ".json" && (!newest || *newest < *day)) newest = *day;
    }
    return newest;
}

std::filesystem::path file_of(const std::filesystem::path& folder, Date day) {
    return folder / (to_iso(day) + ".json");
}

/// Written beside and renamed: a copy is there whole or not at all.
void write_whole(const std::filesystem::path& file, const Seal& seal) {
    auto beside = file;
    beside += ".part";
    {
        std::ofstream out{beside, std::ios::binary | std::ios::trunc};
        out << canonical_json(record_of(seal)) << '\n';
        if (!out.flush()) throw StoreFault{"cannot write " + beside.string()};
    }
    std::error_code failed;
    std::filesystem::rename(beside, file, failed);
    if (failed) throw StoreFault{"cannot write " + file.string()};
}

}  // namespace

Result<int> write_seal_files(Snapshot& snapshot, const std::filesystem::path& folder) {
    auto* connection = handle_of(snapshot.session());
    std::error_code failed;
    std::filesystem::create_directories(folder, failed);
    if (failed) throw StoreFault{"cannot write " + folder.string()};
    const auto newest = newest_file(folder);
    if (newest) {
        const auto file = file_of(folder, *newest);
        const auto handed_out = read_seal_file(file);
        const auto kept = seal_of_day(connection, *newest);
        if (!handed_out || !kept || *handed_out != *kept)
            return refuse(Refusal::Kind::Blocked, "seal.file_differs",
                          {{"file", file.string()}, {"day", to_iso(*newest)}});
    }
    int written = 0;
    each_seal(connection, newest, [&](const Seal& seal) {
        write_whole(file_of(folder, seal.day), seal);
        ++written;
    });
    return written;
}

Result<Seal> read_seal_file(const std::filesystem::path& file) {
    const Record named{{"file", file.string()}};
    std::ifstream in{file, std::ios::binary};
    std::ostringstream bytes;
    bytes << in.rdbuf();
    if (!in || !std::filesystem::is_regular_file(file)) return refuse("seal.no_file", named);
    try {
        auto seal = seal_from(record_from_json(bytes.str()));
        if (hash_of(seal) != seal.hash) return refuse("seal.unsound", named);
        return seal;
    } catch (const StoreFault&) { return refuse("seal.unreadable", named); }
}

}  // namespace foerderlauf
