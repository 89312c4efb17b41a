#include "server/recipients_import.hpp"

#include "exchange/gv100ad.hpp"
#include "exchange/recipients_csv.hpp"
#include "exchange/successors_csv.hpp"
#include "server/files.hpp"

namespace foerderlauf {

Result<ImportedRecipients> import_recipients(Store& store, const std::filesystem::path& file, AccountId by,
                                             PersonId person, Instant at) {
    const auto bytes = read_file(file);
    const auto name = file.filename().string();
    const bool official = looks_like_gv100ad(bytes);
    const auto read = official ? parse_gv100ad(bytes, name) : parse_recipients_csv(bytes, name);
    if (!read) throw BadFile{read.error()};
    auto changes = import_recipients(store, recipient_table(), *read, by, person, at);
    if (!changes) return tl::unexpected{changes.error()};
    return ImportedRecipients{std::move(*changes), official, read->read_as_latin1, read->state_date,
                              read->foreign_rows};
}

bool is_list_of_successors(const std::filesystem::path& file) { return looks_like_successors_csv(read_file(file)); }

MarkedEnds import_successors(Store& store, const std::filesystem::path& file, const Account& by, Instant at) {
    const auto name = file.filename().string();
    const auto ends = parse_successors_csv(read_file(file), name);
    if (!ends) throw BadFile{ends.error()};
    auto marked = mark_ends(store, *ends, by, name, at);
    if (!marked) throw BadFile{marked.error()};
    return std::move(*marked);
}

}  // namespace foerderlauf
