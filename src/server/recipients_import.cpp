#include "server/recipients_import.hpp"

#include "server/files.hpp"

namespace foerderlauf {

RecipientChanges import_recipients(Store& store, const std::filesystem::path& file, AccountId by, PersonId person,
                                   Instant at) {
    const auto read = parse_recipients_csv(read_file(file), file.filename().string());
    if (!read) throw BadFile{read.error()};
    return import_recipients(store, recipient_table(), *read, by, person, at);
}

}  // namespace foerderlauf
