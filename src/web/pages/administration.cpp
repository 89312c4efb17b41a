#include "web/pages/administration.hpp"

#include "web/pages/frame.hpp"

#include <array>

namespace foerderlauf {

namespace {

struct Door {
    const char* name;
    const char* path;
    bool for_auditors = true;
};
constexpr std::array<Door, 8> doors = {{{"accounts", "/admin/accounts"},
                                        {"substitutions", "/substitutions"},
                                        {"programmes", "/programmes"},
                                        {"recipients", "/recipients", false},
                                        {"archive", "/archive"},
                                        {"budget", "/budget"},
                                        {"settings", "/admin/settings"},
                                        {"health", "/admin/health"}}};

}  // namespace

PageHandler for_administration(Reply (*show)(const Visit&)) {
    return [show](const Visit& visit) {
        return visit.account().holds("admin") || visit.account().holds("auditor") ? show(visit) : error_reply(403);
    };
}

PageHandler for_admin(Reply (*change)(const Visit&)) {
    return [change](const Visit& visit) { return visit.account().holds("admin") ? change(visit) : error_reply(403); };
}

Reply show_administration(const Visit& visit) {
    View::Views rows;
    for (const auto& door : doors)
        if (door.for_auditors || visit.account().holds("admin"))
            rows.push_back(
                View::Group{{"door_path", door.path},
                            {"door_name", visit.words.sentence(std::string{"pages.admin."} + door.name)},
                            {"door_what", visit.words.sentence(std::string{"pages.admin."} + door.name + "_what")}});
    return page(visit, "administration", visit.words.sentence("pages.admin.title"), View::Group{{"doors", rows}}, 200,
                NavPlace::Administration);
}

}  // namespace foerderlauf
