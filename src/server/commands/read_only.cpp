#include "server/commands/read_only.hpp"

namespace foerderlauf {

namespace {

DataFolder existing(const ServerConfig& config) {
    DataFolder folder{config.data};
    if (!folder.has_database())
        throw BadFile{{{{config.data.string(), 0}, {"command.no_data", {{"folder", config.data.string()}}}}}};
    return folder;
}

}  // namespace

ReadingRoom::ReadingRoom(const ServerConfig& config) : store{existing(config), projector_of(programmes)} {
    load_published(store, programmes);
}

}  // namespace foerderlauf
