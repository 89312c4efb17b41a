#include "web/api/job_queue.hpp"

#include "store/folder.hpp"

#include <atomic>
#include <catch2/catch_all.hpp>
#include <fstream>

using namespace foerderlauf;
using namespace foerderlauf::test;

namespace {

namespace fs = std::filesystem;

/// Work that a test lets go: what the order is called says how it ends.
class HeldWork {
public:
    JobQueue::Work work() {
        return
            [this](const JobOrder& order, const fs::path& file, const JobQueue::Progress& progress) -> Result<Record> {
                std::unique_lock lock{mutex_};
                order_.push_back(order.name);
                wake_.notify_all();
                if (order.name == "refused") return refuse("report.unknown");
                if (order.name == "faulty") throw std::runtime_error{"disk"};
                if (order.name == "endless") {
                    lock.unlock();
                    for (;;) progress(1, 4);
                }
                wake_.wait(lock, [&] { return go_; });
                progress(1, 4);
                std::ofstream{file} << order.name << text_of(order.what, "programme");
                return Record{{"rows", 3}};
            };
    }
    void go() {
        const std::lock_guard lock{mutex_};
        go_ = true;
        wake_.notify_all();
    }
    /// Waits until so many were begun; their names in that order.
    std::vector<std::string> begun(std::size_t count) {
        std::unique_lock lock{mutex_};
        wake_.wait(lock, [&] { return order_.size() >= count; });
        return order_;
    }

private:
    std::mutex mutex_;
    std::condition_variable wake_;
    bool go_ = false;
    std::vector<std::string> order_;
};

JobOrder order(const std::string& name, AccountId owner = 1) { return {owner, name, {{"programme", "thuerfag"}}}; }

/// Waits for a job as its owner would: by asking.
JobView ended(JobQueue& jobs, const std::string& id) {
    for (;;) {
        const auto view = jobs.find(1, id).value();
        if (view.status == JobView::Status::Done || view.status == JobView::Status::Failed) return view;
        std::this_thread::yield();
    }
}

std::string content_of(const fs::path& file) {
    std::ifstream stream{file};
    return {std::istreambuf_iterator<char>{stream}, {}};
}

}  // namespace

TEST_CASE("jobs are done one after another; what fails says why, and what is done leaves a file") {
    const SystemClock clock;
    HeldWork held;
    JobQueue jobs{clock, ".xlsx", held.work()};
    const auto first = jobs.submit(order("first")), second = jobs.submit(order("refused")),
               third = jobs.submit(order("faulty")), fourth = jobs.submit(order("fourth"));
    held.begun(1);
    CHECK(jobs.find(1, *fourth)->status == JobView::Status::Waiting);
    CHECK_FALSE(jobs.find(2, *first));
    CHECK_FALSE(jobs.find(1, "nothing"));
    held.go();
    CHECK(ended(jobs, *fourth).status == JobView::Status::Done);
    CHECK(held.begun(4) == std::vector<std::string>{"first", "refused", "faulty", "fourth"});
    const auto done = ended(jobs, *first);
    CHECK(done.progress == 100);
    CHECK(content_of(done.file) == "firstthuerfag");
    CHECK(done.file.extension() == ".xlsx");
    CHECK(ended(jobs, *second).why.key == "report.unknown");
    CHECK(ended(jobs, *third).why.key == "api.job.fault");
    CHECK(jobs.of(1).size() == 4);
    CHECK(jobs.of(2).empty());
}

TEST_CASE("too many waiting jobs are refused, and a queue without a folder takes its files along") {
    const SystemClock clock;
    HeldWork held;
    fs::path folder;
    {
        JobQueue jobs{clock, ".xlsx", held.work()};
        folder = jobs.fresh_file().parent_path();
        CHECK(fs::exists(folder));
        Result<std::string> last;
        for (int i = 0; i < 22 && last; ++i) last = jobs.submit(order("report"));
        REQUIRE_FALSE(last);
        CHECK(last.error().kind == Refusal::Kind::TooMany);
        held.go();
    }
    CHECK_FALSE(fs::exists(folder));
}

TEST_CASE("after a restart finished files are still there, and what was waiting is done") {
    const SystemClock clock;
    const TestFolder folder;
    Result<std::string> first, second, third;
    {
        HeldWork held;
        held.go();
        JobQueue jobs{clock, ".xlsx", held.work(), folder.path()};
        first = jobs.submit(order("first"));
        ended(jobs, *first);
        second = jobs.submit(order("endless"));
        third = jobs.submit(order("third"));
        held.begun(2);
    }  // breaks off the second, leaves the third
    // What a crash leaves: half a file of a job that was in work, an order half written.
    std::ofstream{folder.path() / (*second + ".xlsx")} << "half";
    std::ofstream{folder.path() / "0123.new"} << "{";
    HeldWork held;
    held.go();
    JobQueue jobs{clock, ".xlsx", held.work(), folder.path()};
    CHECK(content_of(ended(jobs, *first).file) == "firstthuerfag");
    CHECK(held.begun(1).front() == "endless");
    CHECK(jobs.find(1, *third)->status == JobView::Status::Waiting);
    CHECK_FALSE(jobs.find(2, *first));
    CHECK_FALSE(fs::exists(folder.path() / "0123.new"));
}

TEST_CASE("a job that takes the program down is begun three times, then it has failed") {
    const SystemClock clock;
    const TestFolder folder;
    const auto left = [&](int tries) {
        std::ofstream{folder.path() / "abc.json"} << R"({"owner":1,"name":"first","what":{},"asked_at":")"
                                                  << to_rfc3339(clock.now())
                                                  << R"(","status":"waiting","why":"","tries":)" << tries << "}";
    };
    HeldWork held;
    held.go();
    left(2);
    {
        JobQueue jobs{clock, ".xlsx", held.work(), folder.path()};
        CHECK(ended(jobs, "abc").status == JobView::Status::Done);
    }
    left(3);
    JobQueue jobs{clock, ".xlsx", held.work(), folder.path()};
    CHECK(ended(jobs, "abc").why.key == "api.job.fault");
}

TEST_CASE("what the work told of its file is still known after a restart") {
    const SystemClock clock;
    const TestFolder folder;
    HeldWork held;
    held.go();
    std::string id;
    {
        JobQueue jobs{clock, ".xlsx", held.work(), folder.path()};
        id = *jobs.submit(order("grants"));
        CHECK(integer_of(ended(jobs, id).told, "rows") == 3);
    }
    JobQueue jobs{clock, ".xlsx", held.work(), folder.path()};
    CHECK(integer_of(jobs.find(1, id)->told, "rows") == 3);
}

TEST_CASE("progress is what the work says, and never whole before the file is there") {
    const SystemClock clock;
    const TestFolder folder;
    std::atomic<bool> told = false, go = false;
    JobQueue jobs{clock, ".xlsx",
                  [&](const JobOrder&, const fs::path& file, const JobQueue::Progress& progress) -> Result<Record> {
                      progress(1, 4);
                      told = true;
                      while (!go) std::this_thread::yield();
                      progress(4, 4);
                      go = false;
                      while (!go) std::this_thread::yield();
                      std::ofstream{file} << "x";
                      return {};
                  },
                  folder.path()};
    const auto id = jobs.submit(order("slow"));
    while (!told) std::this_thread::yield();
    CHECK(jobs.find(1, *id)->progress == 25);
    go = true;
    while (go) std::this_thread::yield();
    CHECK(jobs.find(1, *id)->progress == 99);
    go = true;
    CHECK(ended(jobs, *id).progress == 100);
}
