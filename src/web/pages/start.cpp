// GET /: what somebody of a municipality has to do next, and how every case of theirs stands.
#include "casework/disclosure.hpp"
#include "store/message_table.hpp"
#include "workflow/messages.hpp"
#include "domain/calendar.hpp"
#include "web/pages/calls.hpp"
#include "web/pages/case_views.hpp"
#include "web/pages/frame.hpp"
#include "web/pages/kept_form.hpp"
#include "web/pages/lists.hpp"
#include "web/pages/reminders.hpp"

#include <algorithm>

namespace foerderlauf {

namespace {

constexpr std::ptrdiff_t newest_on_start = 50;  ///< and every case that is still open
constexpr int tasks_on_start = 12;

/// Something to do: in a case whose next step is theirs, or a partner's answer that is asked for.
struct Task {
    CaseRow row;
    std::string key;  ///< `pages.todo.<key>`: title, text and button
    std::string path;
    Record values = {};  ///< of those sentences
    std::optional<Date> due = {};
};

/// The next date of one machine of the case: another machine's period is not this task's.
std::optional<Date> due_of(const Definition& definition, const CaseFile& file, MachineId machine) {
    const auto told = told_deadlines(definition, file, true);
    const auto first = std::ranges::find(told, machine, &RunningDeadline::machine);
    return first == told.end() ? std::nullopt : std::optional{first->due};
}

/// The next date of the task in a child machine: its own, else the case's that a step of theirs ends (a proof that is due).
std::optional<Date> due_of_task(const Definition& definition, const CaseFile& file, const Machine& machine,
                                const ChildTask& open) {
    if (const auto own = due_of(definition, file, open.id)) return own;
    const auto ends = [&](const RunningDeadline& running) {
        const auto& rules = definition.main().deadlines;
        const auto rule = std::ranges::find(rules, running.name, &DeadlineRule::name);
        return running.machine == 1 && rule != rules.end() && std::ranges::any_of(machine.steps, [&](const Step& step) {
                   return step.leads_from(open.state) && std::ranges::any_of(step.by, is_applicant_duty) &&
                          std::ranges::find(rule->until, machine.name + "." + step.name) != rule->until.end();
               });
    };
    const auto told = told_deadlines(definition, file, true);
    const auto found = std::ranges::find_if(told, ends);
    return found == told.end() ? std::nullopt : std::optional{found->due};
}

/// The next date of the whole case that its body is told of.
std::optional<Date> next_told_due(const Visit& visit, Snapshot& snapshot, CaseId id) {
    const auto file = snapshot.case_file(id);
    if (!file) return {};
    const auto told = told_deadlines(*visit.pinned(file->version), *file, true);
    return told.empty() ? std::nullopt : std::optional{told.front().due};
}

bool waits_in_a_machine(const CaseRow& row) {
    return std::ranges::any_of(row.tasks, [](const ChildTask& open) { return is_applicant_duty(open.owner); });
}

bool is_body_of(const Account& account, const CaseFile& file) { return !actor_on(account, file).duties.empty(); }

std::optional<Task> task_of(const Visit& visit, Snapshot& snapshot, const CaseRow& row) {
    if (row.final) return {};
    const auto path = "/cases/" + std::to_string(row.id);
    const auto file = snapshot.case_file(row.id);
    if (!file) return {};
    if (!is_body_of(visit.account(), *file)) {
        for (const auto& partner : file->partners) {
            const auto actor = actor_for_partner(visit.account(), *file, partner.recipient);
            if (partner.state == Partner::State::Invited && actor.has("applicant_signatory") && !file->submitted_on)
                return Task{row, "partner", path + "#partner"};
        }
        return {};
    }
    // A notice that waits in the portal is the recipient's to open, whoever holds the case.
    if (file->offered_on && !file->served_on) {
        const auto told = told_deadlines(*visit.pinned(file->version), *file, true);
        const auto found = std::ranges::find(told, *file->offered_on, &RunningDeadline::start);
        return Task{row, "offered", path, {}, found == told.end() ? std::nullopt : std::optional{found->due}};
    }
    // A case in progress at the municipality is listed below; it is a task only while something waits to be written or signed.
    if (!is_applicant_duty(row.owner)) return {};
    const auto definition = visit.pinned(file->version);
    const auto* state = definition->main().state(row.state);
    const auto due = due_of(*definition, *file, 1);
    if (!state || (state->edits.empty() && (!due || waits_in_a_machine(row)))) return {};
    return Task{row, row.state, state->edits.empty() ? path : path + "/edit", {}, due};
}

/// Whether somebody with these duties leads the machine on from there: only dropping it is not that.
bool leads_on(const Actor& actor, const Machine& machine, const std::string& state) {
    return std::ranges::any_of(machine.steps, [&](const Step& step) {
        return step.primary && step.leads_from(state) &&
               std::ranges::any_of(step.by, [&](const std::string& duty) { return actor.has(duty); });
    });
}

/// Child machines of a case that wait for its own body: what the reader leads on, and what lies with them for another's hand.
std::vector<Task> machine_tasks(const Visit& visit, Snapshot& snapshot, const CaseRow& row) {
    std::vector<Task> tasks;
    if (!waits_in_a_machine(row)) return tasks;
    const auto file = snapshot.case_file(row.id);
    const auto definition = visit.programme(row.programme);
    if (!file || !definition) return tasks;
    const auto actor = actor_on(visit.account(), *file);
    for (const auto& open : row.tasks) {
        const auto* machine = definition->machine(open.machine);
        const auto* state = machine ? machine->state(open.state) : nullptr;
        if (!state || !is_applicant_duty(open.owner)) continue;
        const bool own = leads_on(actor, *machine, open.state);
        if (!own && !actor.has(open.owner)) continue;
        tasks.push_back({row,
                         own ? "machine" : "machine_signed",
                         "/cases/" + std::to_string(row.id),
                         {{"machine", machine->title}, {"state", state->public_label}},
                         due_of_task(*definition, *file, *machine, open)});
    }
    return tasks;
}

/// A message of the authority that somebody of the body is to read, whoever holds the case.
std::optional<Task> message_task(const Visit& visit, Snapshot& snapshot, const CaseRow& row) {
    const auto file = snapshot.case_file(row.id);
    if (!file || file->messages.empty()) return {};
    const auto definition = visit.pinned(file->version);
    const auto read = messages_read(snapshot, visit.account().id, row.id);
    const auto& all = file->messages;
    const auto newest = std::find_if(all.rbegin(), all.rend(), [&](const CaseMessage& message) {
        return !is_applicant_duty(message.duty) && is_addressed(visit.account(), *definition, *file, message);
    });
    if (newest == all.rend() || newest->seq <= read) return {};
    return Task{row,
                "message",
                "/cases/" + std::to_string(row.id) + "#nachrichten",
                {{"name", person_name(visit.site().identity.name_of(newest->account))}}};
}

std::string todo(const Words& words, const Task& task, const char* part) {
    const auto own = "pages.todo." + task.key + "." + part;
    return words.sentence(words.knows(own) ? own : std::string{"pages.todo.other."} + part, task.values);
}

std::string spoken_body(const CaseRow& row) {
    Recipient body;
    body.name = row.recipient_name;
    return spoken_name(body);
}

View task_view(const Visit& visit, const Task& task, bool first) {
    const auto& words = visit.words;
    const auto title = task.row.title.empty() ? words.sentence("pages.case.untitled") : task.row.title;
    View view = View::Group{{"task_first", first},
                            {"task_title", todo(words, task, "title")},
                            {"task_text", todo(words, task, "text")},
                            {"task_case", task.row.file_number.empty() ? title : title + ", " + task.row.file_number},
                            {"task_body", spoken_body(task.row)},
                            {"task_path", task.path},
                            {"task_button", todo(words, task, "button")},
                            {"task_due", false},
                            {"task_style", first ? "kern-btn--primary" : "kern-btn--secondary"}};
    if (task.due)
        view["task_due"] = View::Group{{"due_day", words.weekday(*task.due)}, {"urgency", words.urgency(*task.due)}};
    return view;
}

View::Views body_options(const Visit& visit, const std::string& chosen) {
    View::Views options;
    const auto bodies = visit.account().bodies();
    if (bodies.size() < 2) return options;
    options.push_back(View::Group{{"body_key", ""},
                                  {"body_id", "alle"},
                                  {"body_name", visit.words.sentence("pages.start.all_bodies")},
                                  {"body_chosen", chosen.empty()}});
    for (const auto& key : bodies) {
        const auto body = visit.site().recipients.find(key);
        options.push_back(View::Group{{"body_key", key},
                                      {"body_id", key},
                                      {"body_name", body ? spoken_name(*body) : key},
                                      {"body_chosen", key == chosen}});
    }
    return options;
}

/// By id, the newest last.
void leave_out_old_closed(std::vector<CaseRow>& rows) {
    if (std::ssize(rows) <= newest_on_start) return;
    const auto newest = rows.end() - newest_on_start;
    rows.erase(std::remove_if(rows.begin(), newest, [](const CaseRow& row) { return row.final; }), newest);
}

}  // namespace

Reply show_start(const Visit& visit) {
    if (visit.as_staff()) return see_other("/worklist");
    const auto chosen = visit.request.query.value("recipient");
    CaseQuery query;
    query.visibility = visibility_of(visit.account(), visit.site().programmes);
    query.recipient = chosen;
    query.limit = -1;
    std::vector<CaseRow> rows;
    std::vector<Task> tasks;
    visit.site().store.read([&](Snapshot& snapshot) {
        rows = snapshot.cases(query);
        leave_out_old_closed(rows);
        for (auto& row : rows) {
            if (auto task = task_of(visit, snapshot, row)) tasks.push_back(std::move(*task));
            if (auto task = message_task(visit, snapshot, row)) tasks.push_back(std::move(*task));
            if (row.authority_sees) std::ranges::move(machine_tasks(visit, snapshot, row), std::back_inserter(tasks));
            row.next_due = next_told_due(visit, snapshot, row.id);
        }
    });
    // Dated tasks first, the most urgent at the top; what has no date keeps its order behind them.
    std::ranges::stable_sort(tasks, [](const Task& a, const Task& b) { return a.due && (!b.due || *a.due < *b.due); });
    const auto count = static_cast<std::int64_t>(tasks.size());
    if (tasks.size() > tasks_on_start) tasks.resize(tasks_on_start);
    std::ranges::reverse(rows);

    View::Views task_views, row_views;
    for (const auto& task : tasks) task_views.push_back(task_view(visit, task, task_views.empty()));
    for (const auto& row : rows) row_views.push_back(case_row_view(visit, row));
    const auto title = visit.words.sentence("pages.start.title", {{"name", person_name(visit.account().display_name)}});
    View view = View::Group{
        {"heading", title},
        {"lede",
         visit.words.weekday_text(visit.words.today()) + ". " + visit.words.counted("pages.start.tasks", count)},
        {"calls", coming_calls(visit)},
        {"reminded", reminders_view(visit)},
        {"tasks", task_views},
        {"no_tasks", tasks.empty()},
        {"rows", row_views},
        {"no_rows", rows.empty()},
        {"bodies", body_options(visit, chosen)},
        {"several_bodies", visit.account().bodies().size() > 1},
        {"new_path", chosen.empty() ? "/applications/new" : "/applications/new?recipient=" + percent_encoded(chosen)}};
    return page(visit, "start", visit.words.sentence("pages.nav.start"), view, 200, NavPlace::Start);
}

}  // namespace foerderlauf
