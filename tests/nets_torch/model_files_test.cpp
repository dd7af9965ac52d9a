// SPDX-License-Identifier: GPL-3.0-or-later
// Files and folders in the official formats, opened as networks.
#include "core/nets/torch/gpt_sovits/model_files.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "core/nets/errors.h"
#include "tests/support/test_support.h"
#include "tests/support/torch_zip_writer.h"

namespace timbre::nets {
namespace {

namespace fs = std::filesystem;
using Names = std::vector<std::string>;

/// The golden set's folder, in the official formats.
fs::path goldens(const fs::path& shared) { return shared / "goldens/gpt-sovits/public"; }

TEST(LoadReport, finds_nothing_strange_in_official_files) {
    TIMBRE_REQUIRE_SHARED(shared);
    const fs::path set = goldens(shared);
    LoadReport report;
    openHubert(set / "common/hubert", at::kCPU, &report);
    EXPECT_EQ(report.unexpected, Names());
    openBert(set / "common/bert", at::kCPU, &report);
    EXPECT_EQ(report.unexpected, Names());
    openSpeakerNet(set / "common/sv/pretrained_eres2netv2w24s4ep4.ckpt", at::kCPU, &report);
    EXPECT_EQ(report.unexpected, Names());
    openBigVgan(set / "v3/models--nvidia--bigvgan_v2_24khz_100band_256x", at::kCPU, &report);
    EXPECT_EQ(report.unexpected, Names());
    openV4Vocoder(set / "v4/vocoder.pth", at::kCPU, &report);
    EXPECT_EQ(report.unexpected, Names());
    for (const char* const version : {"v1", "v2", "v2pro", "v2proplus"}) {
        openSovits(orThrow(openSovitsFile(set / version / "s2.pth")), at::kCPU, &report);
        EXPECT_EQ(report.unexpected, Names()) << version;
    }
    for (const auto& [folder, version] : {std::pair{"v3", ModelVersion::V3}, {"v4", ModelVersion::V4}}) {
        const SovitsFile base = orThrow(openSovitsFile(set / folder / "s2_base.pth", version));
        const SovitsFile overlay = orThrow(openSovitsFile(set / folder / "s2_lora.pth", version));
        openFlowModel(base, &overlay, at::kCPU, &report);
        EXPECT_EQ(report.unexpected, Names()) << folder;
    }
}

/// A .safetensors file with the tensors of `checkpoint` and one that belongs to nothing.
std::string withStranger(const Checkpoint& checkpoint) {
    std::string header;
    std::string data;
    const auto add = [&](const std::string& name, const at::Tensor& tensor) {
        std::string shape;
        for (const std::int64_t extent : tensor.sizes())
            shape += (shape.empty() ? "" : ",") + std::to_string(extent);
        const std::string begin = std::to_string(data.size());
        data.append(static_cast<const char*>(tensor.const_data_ptr()), tensor.nbytes());
        header += (header.empty() ? "{\"" : ",\"") + name + R"(":{"dtype":"F32","shape":[)" + shape +
                  R"(],"data_offsets":[)" + begin + "," + std::to_string(data.size()) + "]}";
    };
    for (const auto& [name, view] : checkpoint.tensors) {
        if (view.type == ElementType::F32 || view.type == ElementType::F16)
            add(name, toTensor(view));
    }
    add("stranger.weight", at::zeros({2}));
    return test::writeSafetensorsText(header + "}", data);
}

TEST(LoadReport, names_what_does_not_belong_into_a_file) {
    TIMBRE_REQUIRE_SHARED(shared);
    const fs::path source = goldens(shared) / "common/hubert";
    const test::TempDir folder;
    fs::copy_file(source / "config.json", folder / "config.json");
    const Checkpoint official = orThrow(readCheckpoint(source / "pytorch_model.bin"));
    std::ofstream(folder / "model.safetensors", std::ios::binary) << withStranger(official);
    LoadReport report;
    openHubert(folder.path(), at::kCPU, &report);
    EXPECT_EQ(report.unexpected, Names{"stranger.weight"});
}

}  // namespace
}  // namespace timbre::nets
