// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/scanrules.h"

#include "core/rules/loader.h"

#include <QDebug>

#include <cstdlib>
#include <string>
#include <string_view>

namespace rekey::test {

namespace {

constexpr std::string_view kMadeUpRules = R"toml(
[provider]
id = "testing"
name = "Testing"
homepage = "https://testing.invalid"

[[detector]]
id = "testing-token"
name = "Test token"
kind = "token"
confidence = "high"
pattern = '''\b(tst_[A-Za-z0-9]{24})\b'''
prefix = "tst_"
references = ["made up"]
examples = [["tst_", "aB3dE6gH9jK2", "mN5pQ8sT1vW4"]]
counter_examples = [["tst_", "short"]]

[[detector]]
id = "testing-open"
name = "Test token without end"
kind = "token"
confidence = "medium"
pattern = '''tso_[a-z0-9]{8,}'''
max_length = 64
references = ["made up"]
examples = [["tso_", "ab12cd34"]]
counter_examples = [["tso_", "ab"]]

[[detector]]
id = "testing-keyword"
name = "Test token by keyword"
kind = "token"
confidence = "medium"
pattern = '''\bkwx([0-9a-f]{16})\b'''
keywords = ["gadget"]
keyword_distance = 40
references = ["made up"]
examples = [["gadget kwx", "0123456789abcdef"]]
counter_examples = [["kwx", "0123456789abcdef"]]

[[detector]]
id = "testing-block"
name = "Test block"
kind = "private-key"
confidence = "high"
pattern = '''(?s)-----BEGIN THING-----.+?-----END THING-----'''
max_length = 2100
references = ["made up"]
examples = [["-----BEGIN ", "THING-----", "\nabcdefghijkl\n", "-----END THING-----"]]
counter_examples = [["-----BEGIN ", "THING-----", "\nabcdefghijkl\n"]]

[[detector]]
id = "testing-pair"
name = "Test key pair"
kind = "identifier"
confidence = "high"
pattern = '''\b(TSID[A-Z0-9]{12})\b'''
references = ["made up"]
examples = [["TSID", "ABCDEF123456", " \n", "secret: ", "aaaabbbbccccddddeeeeffffgggghhhhiiiijj+/"]]
counter_examples = [["TSID", "ABCDEF123456"]]

[[detector.companion]]
name = "secret"
pattern = '''(?:^|[^A-Za-z0-9/+])([A-Za-z0-9/+]{40})(?:$|[^A-Za-z0-9/+])'''
distance = 120
required = true

[[detector.companion]]
name = "host"
pattern = '''\b([a-z]{3,20}\.invalid)\b'''
distance = 80
public = true

[[detector]]
id = "testing-assignment"
name = "Test assignment"
kind = "password"
confidence = "low"
pattern = '''widget_key\s{0,3}=\s{0,3}"([^"\n]{8,80})"'''
min_entropy = 3.0
filters = ["placeholder"]
deny = ['''^deny-''']
references = ["made up"]
examples = [["widget_key = \"", "q8Zr5Lw2Xy", "\""]]
counter_examples = [["widget_key = \"", "aaaaaaaaaa", "\""]]
)toml";

std::shared_ptr<const rules::CompiledRules> compileOrDie(Result<rules::RulePack> pack)
{
    if (!pack)
        qFatal("%s", pack.error().text().c_str());
    auto compiled = rules::CompiledRules::compile(std::move(*pack));
    if (!compiled)
        qFatal("%s", compiled.error().text().c_str());
    return *compiled;
}

} // namespace

std::shared_ptr<const rules::CompiledRules> builtinRules()
{
    static const auto compiled = compileOrDie(rules::parseRuleFiles(rules::builtinRuleFiles()));
    return compiled;
}

std::shared_ptr<const rules::CompiledRules> madeUpRules()
{
    static const auto compiled
        = compileOrDie(rules::parseRuleFile({"testing.toml", std::string(kMadeUpRules)}));
    return compiled;
}

scan::ScanContext makeContext(std::shared_ptr<const rules::CompiledRules> rules)
{
    return {std::move(rules),
            std::make_shared<const secret::IdentityKey>(secret::IdentityKey::random()),
            std::make_shared<const secret::Vault>()};
}

} // namespace rekey::test
