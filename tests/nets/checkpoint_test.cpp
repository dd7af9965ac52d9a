// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nets/checkpoint.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <chrono>
#include <fstream>
#include <functional>
#include <string>

#include "core/base/files.h"
#include "core/base/safetensors.h"
#include "tests/support/test_support.h"
#include "tests/support/torch_zip_writer.h"

namespace timbre::nets {
namespace {

using test::PickleWriter;
using test::TempDir;
using Shape = std::vector<std::int64_t>;

/// Reads a file of these bytes; the mapping outlives the folder.
Result<Checkpoint> readBytes(const std::string& bytes) {
    const TempDir dir;
    std::ofstream(dir / "model.pth", std::ios::binary) << bytes;
    return readCheckpoint(dir / "model.pth");
}

std::string halves(std::size_t count) { return std::string(2 * count, '\x3c'); }

/// An archive of this pickle with storage "0" of six halves.
std::string archiveOf(const std::string& pickle) { return test::writeZip(test::torchParts(pickle, {halves(6)})); }

/// {"t": a tensor of storage "0"}
std::string tensorPickle(std::int64_t offset, const Shape& shape, const Shape& strides, std::int64_t elements = 6) {
    PickleWriter pickle;
    pickle.emptyDict().mark().text("t").beginTensor().storage("HalfStorage", "0", elements);
    return pickle.endTensor(offset, shape, strides).setItems().stop();
}

TEST(Checkpoint, reads_tensors_and_configuration_of_a_fine_tuned_file) {
    const auto read = readBytes(test::sovitsFile("v2"));
    ASSERT_TRUE(read) << read.error().message();
    EXPECT_EQ(read->head, "PK");
    EXPECT_EQ(read->tensors.size(), test::sovitsTensors("v2").size());
    const TensorView& phones = read->tensors.at("enc_p.text_embedding.weight");
    EXPECT_EQ(phones.type, ElementType::F16);
    EXPECT_EQ(phones.shape, (Shape{732, 2}));
    EXPECT_EQ(phones.strides, (Shape{2, 1}));
    EXPECT_EQ(phones.bytes.size(), 732U * 2U * 2U);
    EXPECT_TRUE(phones.contiguous());
    EXPECT_EQ(read->info.textOr("config.model.version", ""), "v2");
    EXPECT_EQ(read->info.integerOr("config.model.n_heads", 0), 2);
    EXPECT_EQ(read->info.numberOr("config.model.p_dropout", 0), 0.1);
    EXPECT_EQ(read->info.numberOr("config.model.n_heads", 0), 2.0);
    EXPECT_EQ(read->info.textOr("info", ""), "8epoch_96iteration");
    EXPECT_EQ(read->info.at("weight"), nullptr);
    EXPECT_EQ(read->info.integerOr("config.none", 7), 7);
}

TEST(Checkpoint, reads_every_protocol_and_container_torch_has_had) {
    const std::vector<test::TestTensor> tensors{{"a", {2, 3}}, {"b", {}}, {"empty", {0, 4}}};
    for (const int protocol : {2, 3, 4, 5}) {
        EXPECT_TRUE(readBytes(test::writeModel(tensors, {}, {}, protocol))) << protocol;
    }
    for (const test::ZipOptions& options : {test::ZipOptions{.descriptors = false}, test::ZipOptions{.end64 = false},
                                            test::ZipOptions{.entries64 = true}, test::ZipOptions{.head = "06"}}) {
        const auto read = readBytes(test::writeModel(tensors, {}, options));
        ASSERT_TRUE(read) << read.error().message();
        EXPECT_EQ(read->head, options.head);
        EXPECT_EQ(read->tensors.at("a").elements(), 6);
        EXPECT_EQ(read->tensors.at("b").elements(), 1);
        EXPECT_EQ(read->tensors.at("empty").elements(), 0);
        EXPECT_EQ(read->tensors.at("empty").bytes.size(), 0U);
    }
}

TEST(Checkpoint, gives_views_of_one_storage) {
    PickleWriter pickle;
    pickle.emptyDict().mark();
    pickle.text("all").beginTensor().storage("HalfStorage", "0", 6).endTensor(0, {2, 3}, {3, 1});
    pickle.text("turned").beginTensor().storage("HalfStorage", "0", 6).endTensor(0, {3, 2}, {1, 3});
    pickle.text("column").beginTensor().storage("HalfStorage", "0", 6).endTensor(1, {2}, {3});
    const auto read = readBytes(archiveOf(pickle.setItems().stop()));
    ASSERT_TRUE(read) << read.error().message();
    const TensorView& all = read->tensors.at("all");
    const TensorView& column = read->tensors.at("column");
    EXPECT_EQ(read->tensors.at("turned").bytes.data(), all.bytes.data());
    EXPECT_FALSE(read->tensors.at("turned").contiguous());
    EXPECT_EQ(column.bytes.data(), all.bytes.data() + 2);
    EXPECT_EQ(column.bytes.size(), 8U);
}

TEST(Checkpoint, takes_the_only_dictionary_of_weights_else_all) {
    const auto tensor = [](PickleWriter& pickle, const char* name) {
        pickle.text(name).beginTensor().storage("HalfStorage", "0", 6).endTensor(0, {6}, {1});
    };
    const auto names = [](const Result<Checkpoint>& read) {
        std::string all;
        for (const auto& [name, view] : read->tensors) {
            all += name + ";";
        }
        return all;
    };
    PickleWriter one;
    one.emptyDict().mark().text("model").emptyDict().mark().text("layer").emptyDict().mark();
    tensor(one, "w");
    one.setItems().setItems();
    tensor(one, "other");
    EXPECT_EQ(names(readBytes(archiveOf(one.setItems().stop()))), "layer.w;");
    PickleWriter two;
    two.emptyDict().mark().text("model").emptyDict().mark();
    tensor(two, "w");
    two.setItems().text("weight").emptyDict().mark();
    tensor(two, "w");
    EXPECT_EQ(names(readBytes(archiveOf(two.setItems().setItems().stop()))), "model.w;weight.w;");
}

TEST(Checkpoint, understands_parameters_metadata_numeric_keys_and_objects_with_slots) {
    PickleWriter pickle;
    pickle.emptyDict().mark().text("p").global("torch._utils", "_rebuild_parameter").mark().beginTensor();
    pickle.storage("HalfStorage", "0", 6).endTensor(0, {6}, {1}).boolean(true).orderedDict().tuple().reduce();
    pickle.text("state").orderedDict().emptyDict().mark().text("_metadata").orderedDict().setItems().build();
    pickle.text("steps").emptyDict().mark().integer(7).text("seven").integer(-300).none().real(0.5).none().setItems();
    pickle.text("slots").global("a.b", "C").emptyTuple().newObject().mark().none().emptyDict().mark();
    pickle.text("x").integer(std::int64_t{1} << 40U).setItems().tuple().build();
    const auto read = readBytes(archiveOf(pickle.setItems().stop()));
    ASSERT_TRUE(read) << read.error().message();
    EXPECT_TRUE(read->tensors.contains("p"));
    EXPECT_EQ(read->info.textOr("steps.7", ""), "seven");
    EXPECT_NE(read->info.at("steps.-300"), nullptr);
    EXPECT_EQ(read->info.integerOr("slots.x", 0), std::int64_t{1} << 40U);
    EXPECT_EQ(read->info.at("state._metadata"), nullptr);
}

TEST(Checkpoint, maps_every_number_type_of_safetensors) {
    const auto read = readBytes(test::writeSafetensorsText(
        R"({"__metadata__":{"format":"pt"},"f":{"dtype":"F16","shape":[2],"data_offsets":[0,4]},)"
        R"("b":{"dtype":"BF16","shape":[2],"data_offsets":[4,8]},"d":{"dtype":"F64","shape":[],"data_offsets":[8,16]},)"
        R"("i":{"dtype":"I64","shape":[1],"data_offsets":[16,24]},"t":{"dtype":"BOOL","shape":[1,2],"data_offsets":[24,26]},)"
        R"("u":{"dtype":"U8","shape":[0],"data_offsets":[26,26]}})",
        std::string(26, 'x')));
    ASSERT_TRUE(read) << read.error().message();
    EXPECT_EQ(read->tensors.at("f").type, ElementType::F16);
    EXPECT_EQ(read->tensors.at("b").type, ElementType::BF16);
    EXPECT_EQ(read->tensors.at("d").type, ElementType::F64);
    EXPECT_EQ(read->tensors.at("i").type, ElementType::I64);
    EXPECT_EQ(read->tensors.at("t").type, ElementType::Bool);
    EXPECT_EQ(read->tensors.at("t").strides, (Shape{2, 1}));
    EXPECT_EQ(read->tensors.at("u").elements(), 0);
    EXPECT_EQ(read->info.textOr("__metadata__.format", ""), "pt");
}

TEST(Checkpoint, names_absent_files_folders_and_pipes) {
    const TempDir dir;
    EXPECT_EQ(readCheckpoint(dir / "none.pth").error().code, ErrorCode::NotFound);
    EXPECT_EQ(readCheckpoint(dir.path()).error().code, ErrorCode::InvalidInput);
    ASSERT_EQ(::mkfifo((dir / "pipe").c_str(), 0600), 0);
    EXPECT_EQ(readCheckpoint(dir / "pipe").error().code, ErrorCode::InvalidInput);
}

struct BadFile {
    const char* name;
    std::function<std::string()> bytes;
    const char* says;
    ErrorCode code = ErrorCode::Corrupt;
};

/// The good archive with one place changed.
std::string changed(std::string_view find, std::size_t offset, const std::string& put, bool last = false) {
    std::string file = archiveOf(tensorPickle(0, {2, 3}, {3, 1}));
    const std::size_t place = last ? file.rfind(find) : file.find(find);
    return file.replace(place + offset, put.size(), put);
}

std::string pickled(const std::function<void(PickleWriter&)>& write) {
    PickleWriter pickle;
    write(pickle);
    return archiveOf(pickle.stop());
}

std::string u32(std::uint32_t value) { return test::littleEndian(value); }

/// A list of two references to a list of two references to ...
void laughs(PickleWriter& pickle, int levels) {
    pickle.emptyDict().text("a").emptyList().put(0).mark().text("ha").text("ha").appends().raw("0");
    for (int level = 1; level <= levels; ++level) {
        const auto place = static_cast<std::uint32_t>(level);
        pickle.emptyList().put(place).mark();
        for (int i = 0; i < 10; ++i) {
            pickle.get(place - 1);
        }
        pickle.appends().raw("0");
    }
    pickle.get(static_cast<std::uint32_t>(levels)).raw("s");
}

class HostileCheckpoint : public ::testing::TestWithParam<BadFile> {};

TEST_P(HostileCheckpoint, is_refused_and_named) {
    const auto start = std::chrono::steady_clock::now();
    const auto read = readBytes(GetParam().bytes());
    const auto took = std::chrono::steady_clock::now() - start;
    ASSERT_FALSE(read);
    EXPECT_EQ(read.error().code, GetParam().code) << read.error().detail;
    EXPECT_NE(read.error().detail.find(GetParam().says), std::string::npos) << read.error().detail;
    EXPECT_NE(read.error().detail.find("model.pth"), std::string::npos);
    EXPECT_FALSE(read.error().advice.empty());
    EXPECT_LT(took, std::chrono::seconds(2));
}

INSTANTIATE_TEST_SUITE_P(
    Container, HostileCheckpoint,
    ::testing::Values(
        BadFile{"empty", [] { return std::string(); }, "neither"},
        BadFile{"text", [] { return std::string("hello, this is no checkpoint at all"); }, "neither"},
        BadFile{"ascii_head_alone", [] { return std::string("05"); }, "no archive follows"},
        BadFile{"ascii_head_and_text", [] { return std::string("05 and so on, and so on"); }, "no archive follows"},
        BadFile{"legacy", [] { return "\x80\x02\x8a\x0a" + std::string(40, 'x'); }, "before version 1.6",
                ErrorCode::Unsupported},
        BadFile{"no_end", [] { return changed("PK\x05\x06", 0, "xx"); }, "end record is missing"},
        BadFile{"no_pickle",
                [] {
                    return test::writeZip({{"archive/x", "y"}, {"archive/version", "3\n"}});
                },
                "no data.pkl"},
        BadFile{"two_pickles",
                [] {
                    return test::writeZip({{"a/data.pkl", "."}, {"b/data.pkl", "."}});
                },
                "more than one"},
        BadFile{"no_version",
                [] {
                    return test::writeZip({{"a/data.pkl", "\x80\x02}."}});
                },
                "version"},
        BadFile{"big_endian",
                [] {
                    return test::writeZip({{"a/data.pkl", "\x80\x02}."}, {"a/byteorder", "big"}, {"a/version", "3"}});
                },
                "big", ErrorCode::Unsupported},
        BadFile{"torchscript",
                [] {
                    return test::writeZip({{"a/data.pkl", "\x80\x02}."}, {"a/constants.pkl", "."}, {"a/version", "3"}});
                },
                "TorchScript", ErrorCode::Unsupported},
        BadFile{"zip_bomb",
                [] {
                    return test::writeZip({{"a/data.pkl", "\x80\x02}.", 8}, {"a/version", "3"}});
                },
                "compressed", ErrorCode::Unsupported},
        BadFile{"duplicate",
                [] {
                    return test::writeZip({{"a/data.pkl", "."}, {"a/data.pkl", "."}});
                },
                "twice"},
        BadFile{"wrong_pickle", [] { return changed("_rebuild_tensor_v2", 0, "_rebuilt"); }, "checksum"},
        BadFile{"wrong_central_crc", [] { return changed("PK\x01\x02", 16, "xxxx"); }, "contradict"},
        BadFile{"wrong_descriptor", [] { return changed("PK\x07\x08", 8, u32(1)); }, "contradict"},
        BadFile{"lying_entry_size", [] { return changed("PK\x01\x02", 24, u32(5'000'000)); }, "two sizes"},
        BadFile{"both_sizes_lie", [] { return changed("PK\x01\x02", 20, u32(5'000'000) + u32(5'000'000)); },
                "more than the file"},
        BadFile{"lying_count", [] { return changed("PK\x05\x06", 8, "\x09\x09\x09\x09"); }, "contradict"},
        BadFile{"lying_count64", [] { return changed("PK\x06\x06", 24, std::string(16, '\x7F')); }, "contradict"},
        BadFile{"lying_directory_size", [] { return changed("PK\x06\x06", 40, std::string(8, '\x7F')); }, "contradict"},
        BadFile{"header_elsewhere", [] { return changed("PK\x01\x02", 42, u32(64), true); }, "not where"},
        BadFile{"local_name_differs", [] { return changed("archive/byteorder", 0, "x"); }, "contradict"},
        BadFile{"overlapping_entries",
                [] {
                    // One entry's data hold a whole second entry, which the table of contents names as well.
                    const std::string inner = test::writeZip({{"a/x", "0123456789"}}, {.descriptors = false});
                    std::string file =
                        test::writeZip({{"a/data.pkl", inner}, {"a/x", "0123456789"}}, {.descriptors = false});
                    const std::size_t record = file.rfind("PK\x01\x02");
                    return file.replace(record + 42, 4, u32(static_cast<std::uint32_t>(file.find("PK\x03\x04", 4))));
                },
                "overlaps"}),
    [](const auto& instance) { return instance.param.name; });

INSTANTIATE_TEST_SUITE_P(
    Pickle, HostileCheckpoint,
    ::testing::Values(
        BadFile{"unknown_call",
                [] {
                    return pickled([](auto& p) {
                        p.emptyDict().text("a").global("builtins", "eval").mark().text("1").tuple().reduce().raw("s");
                    });
                },
                "builtins.eval"},
        BadFile{"bare_function",
                [] { return pickled([](auto& p) { p.emptyDict().text("a").global("os", "system").raw("s"); }); },
                "class or a storage"},
        BadFile{"object_of_a_function",
                [] {
                    return pickled(
                        [](auto& p) { p.global("torch._utils", "_rebuild_tensor_v2").emptyTuple().newObject(); });
                },
                "makes an object"},
        BadFile{
            "foreign_storage",
            [] {
                return pickled([](auto& p) {
                    p.mark().text("storage").global("os", "system").text("0").text("cpu").integer(6).tuple().raw("Q");
                });
            },
            "os.system"},
        BadFile{"complex_numbers", [] { return pickled([](auto& p) { p.storage("ComplexFloatStorage", "0", 6); }); },
                "ComplexFloatStorage", ErrorCode::Unsupported},
        BadFile{"huge_string",
                [] {
                    return pickled([](auto& p) {
                        p.raw(
                            "X\xFF\xFF\xFF\x7F"
                            "abc");
                    });
                },
                "text of"},
        BadFile{"huge_string64", [] { return pickled([](auto& p) { p.raw("\x8d\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF"); }); },
                "text of"},
        BadFile{"string_beyond_the_end",
                [] { return pickled([](auto& p) { p.raw(std::string("X\x00\x10\x00\x00", 5)); }); }, "does not have"},
        BadFile{"not_utf8", [] { return pickled([](auto& p) { p.emptyDict().text("\xFF\xFE").none().raw("s"); }); },
                "UTF-8"},
        BadFile{"memo_gap", [] { return pickled([](auto& p) { p.emptyDict().put(4'000'000'000); }); }, "remembers"},
        BadFile{"memo_absent", [] { return pickled([](auto& p) { p.get(0); }); }, "recalls"},
        BadFile{"many_marks", [] { return pickled([](auto& p) { p.raw(std::string(100'000, '(')); }); },
                "too many groups"},
        BadFile{"deep_lists",
                [] {
                    return pickled([](auto& p) {
                        p.emptyDict().text("a").raw(std::string(500, ']')).raw(std::string(499, 'a')).raw("s");
                    });
                },
                "nests deeper"},
        BadFile{
            "deeper_lists",
            [] {
                return pickled([](auto& p) {
                    p.emptyDict().text("a").raw(std::string(1'000'000, ']')).raw(std::string(999'999, 'a')).raw("s");
                });
            },
            "more memory"},
        BadFile{"list_in_itself",
                [] { return pickled([](auto& p) { p.emptyDict().text("a").emptyList().put(0).get(0).raw("as"); }); },
                "contains itself"},
        BadFile{"dictionary_in_itself",
                [] { return pickled([](auto& p) { p.emptyDict().put(0).text("a").get(0).raw("s"); }); },
                "contains itself"},
        BadFile{"billion_laughs", [] { return pickled([](auto& p) { laughs(p, 12); }); }, "hostile"},
        BadFile{"empty_laughs",
                [] {
                    return pickled([](auto& p) {
                        p.emptyDict().text("a").emptyList().put(0).raw("0");
                        for (std::uint32_t level = 1; level <= 40; ++level) {
                            p.emptyList().put(level).get(level - 1).raw("a").get(level - 1).raw("a0");
                        }
                        p.get(40).raw("s");
                    });
                },
                "hostile"},
        BadFile{
            "key_twice",
            [] { return pickled([](auto& p) { p.emptyDict().mark().text("a").none().text("a").none().setItems(); }); },
            "twice"},
        BadFile{"tuple_key", [] { return pickled([](auto& p) { p.emptyDict().emptyTuple().none().raw("s"); }); },
                "neither text nor a number"},
        BadFile{"odd_items", [] { return pickled([](auto& p) { p.emptyDict().mark().text("a").setItems(); }); },
                "key without a value"},
        BadFile{"empty_stack", [] { return pickled([](auto& p) { p.raw("a"); }); }, "empty stack"},
        BadFile{"no_mark", [] { return pickled([](auto& p) { p.emptyDict().setItems(); }); }, "not begun"},
        BadFile{"leftover", [] { return pickled([](auto& p) { p.emptyDict().none(); }); }, "leaves something over"},
        BadFile{"no_stop", [] { return archiveOf("\x80\x02}"); }, "breaks off"},
        BadFile{"behind_stop", [] { return archiveOf("\x80\x02}.}"); }, "leaves something over"},
        BadFile{"old_instruction", [] { return pickled([](auto& p) { p.raw("I42\n"); }); }, "instruction 73"},
        BadFile{"protocol_9", [] { return archiveOf("\x80\x09}."); }, "protocol 9"},
        BadFile{"no_dictionary", [] { return pickled([](auto& p) { p.text("hello"); }); }, "something else",
                ErrorCode::Unsupported}),
    [](const auto& instance) { return instance.param.name; });

INSTANTIATE_TEST_SUITE_P(
    Tensors, HostileCheckpoint,
    ::testing::Values(
        BadFile{"negative_stride", [] { return archiveOf(tensorPickle(5, {6}, {-1})); }, "leave its storage"},
        BadFile{"negative_extent", [] { return archiveOf(tensorPickle(0, {-6}, {1})); }, "leave its storage"},
        BadFile{"negative_offset", [] { return archiveOf(tensorPickle(-1, {6}, {1})); }, "leave its storage"},
        BadFile{"one_too_long", [] { return archiveOf(tensorPickle(1, {6}, {1})); }, "leave its storage"},
        BadFile{"one_too_wide",
                [] {
                    return archiveOf(tensorPickle(0, {2, 3}, {4, 1}));
                },
                "leave its storage"},
        BadFile{"overflowing_shape",
                [] {
                    return archiveOf(tensorPickle(0, {std::int64_t{1} << 32U, std::int64_t{1} << 32U}, {1, 1}));
                },
                "leave its storage"},
        BadFile{"overflowing_strides", [] { return archiveOf(tensorPickle(0, {3}, {std::int64_t{1} << 62U})); },
                "leave its storage"},
        BadFile{"zero_strides", [] { return archiveOf(tensorPickle(0, {1'000'000'000}, {0})); }, "leave its storage"},
        BadFile{"ranks_differ",
                [] {
                    return archiveOf(tensorPickle(0, {2, 3}, {1}));
                },
                "leave its storage"},
        BadFile{"storage_too_small", [] { return archiveOf(tensorPickle(0, {7}, {1}, 7)); }, "claims 7 elements"},
        BadFile{"negative_storage", [] { return archiveOf(tensorPickle(0, {1}, {1}, -1)); }, "claims -1"},
        BadFile{"absent_storage", [] { return test::writeZip(test::torchParts(tensorPickle(0, {6}, {1}), {})); },
                "does not hold"},
        BadFile{"safetensors_beyond",
                [] {
                    return test::writeSafetensorsText(R"({"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}})",
                                                      "1234");
                },
                "beyond the end"},
        BadFile{"safetensors_overlap",
                [] {
                    return test::writeSafetensorsText(R"({"a":{"dtype":"U8","shape":[2],"data_offsets":[0,2]},)"
                                                      R"("b":{"dtype":"U8","shape":[2],"data_offsets":[1,3]}})",
                                                      "123");
                },
                "overlaps"},
        BadFile{"safetensors_twice",
                [] {
                    return test::writeSafetensorsText(R"({"a":{"dtype":"U8","shape":[1],"data_offsets":[0,1]},)"
                                                      R"("a":{"dtype":"U8","shape":[1],"data_offsets":[1,2]}})",
                                                      "12");
                },
                "twice"},
        BadFile{"safetensors_float8",
                [] {
                    return test::writeSafetensorsText(R"({"a":{"dtype":"F8_E4M3","shape":[1],"data_offsets":[0,1]}})",
                                                      "1");
                },
                "F8_E4M3", ErrorCode::Unsupported}),
    [](const auto& instance) { return instance.param.name; });

TEST(Checkpoint, never_runs_what_a_pickle_calls) {
    const TempDir dir;
    const std::string marker = (dir / "executed").string();
    const std::vector<std::pair<const char*, const char*>> functions{
        {"os", "system"}, {"posix", "system"}, {"subprocess", "getoutput"}, {"builtins", "exec"}};
    for (const auto& [module, name] : functions) {
        for (const int protocol : {2, 4}) {
            PickleWriter pickle(protocol);
            pickle.emptyDict().text("a").global(module, name).mark().text("touch " + marker).tuple().reduce().raw("s");
            const auto read = readBytes(archiveOf(pickle.stop()));
            ASSERT_FALSE(read);
            EXPECT_EQ(read.error().code, ErrorCode::Corrupt);
            EXPECT_NE(read.error().detail.find(std::string(module) + "." + name), std::string::npos)
                << read.error().detail;
        }
    }
    EXPECT_FALSE(std::filesystem::exists(marker));
}

TEST(Checkpoint, refuses_a_file_cut_at_any_sixty_fourth) {
    const std::string whole = test::sovitsFile("v2");
    for (std::size_t part = 0; part < 64; ++part) {
        EXPECT_FALSE(readBytes(whole.substr(0, whole.size() * part / 64))) << part;
    }
}

TEST(Checkpoint, reads_the_golden_files) {
    TIMBRE_REQUIRE_SHARED(shared);
    const auto goldens = shared / "goldens/gpt-sovits/public";
    if (!std::filesystem::is_directory(goldens)) {
        GTEST_SKIP() << "needs shared/goldens/gpt-sovits (the golden model files)";
    }
    const std::vector<std::pair<const char*, std::size_t>> files{
        {"v1/s1.ckpt", 43},
        {"v1/s2.pth", 601},
        {"v2pro/s2.pth", 606},
        {"v3/s2_base.pth", 333},
        {"v3/s2_lora.pth", 43},
        {"v4/s2_lora.pth", 16},
        {"v4/vocoder.pth", 194},
        {"common/hubert/pytorch_model.bin", 67},
        {"common/bert/pytorch_model.bin", 92},
        {"common/sv/pretrained_eres2netv2w24s4ep4.ckpt", 1001}};
    for (const auto& [name, count] : files) {
        const auto read = readCheckpoint(goldens / name);
        ASSERT_TRUE(read) << read.error().message();
        EXPECT_EQ(read->tensors.size(), count) << name;
    }
    const auto vocoder =
        readCheckpoint(goldens / "v3/models--nvidia--bigvgan_v2_24khz_100band_256x/bigvgan_generator.pt");
    ASSERT_TRUE(vocoder) << vocoder.error().message();
    EXPECT_FALSE(vocoder->tensors.begin()->first.starts_with("generator"));
}

TEST(Checkpoint, maps_the_same_numbers_that_the_other_safetensors_reader_reads) {
    TIMBRE_REQUIRE_SHARED(shared);
    const auto path = shared / "goldens/gpt-sovits/public/v1/t2s.safetensors";
    if (!std::filesystem::exists(path)) {
        GTEST_SKIP() << "needs shared/goldens/gpt-sovits (the golden model files)";
    }
    const auto mapped = readCheckpoint(path);
    ASSERT_TRUE(mapped) << mapped.error().message();
    const auto read = readSafetensors(shared / "goldens/gpt-sovits/public/fullsize/bigvgan.safetensors");
    const auto other = readCheckpoint(shared / "goldens/gpt-sovits/public/fullsize/bigvgan.safetensors");
    ASSERT_TRUE(read && other);
    for (const auto& [name, tensor] : read->tensors) {
        const TensorView& view = other->tensors.at(name);
        ASSERT_EQ(view.type, ElementType::F32);
        EXPECT_EQ(view.shape, tensor.shape);
        EXPECT_EQ(std::memcmp(view.bytes.data(), tensor.values.data(), view.bytes.size()), 0) << name;
    }
}

}  // namespace
}  // namespace timbre::nets
