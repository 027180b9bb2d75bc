"""An illness told of oneself is known; questions and other people's are none."""

from __future__ import annotations

import pytest

from handlers.secrets import find_secrets, secrets_in


@pytest.mark.parametrize(
    "text",
    [
        "2型糖尿病でインスリンを打っています",
        "HIV陽性なんです",
        "実は乳がんと診断されました",
        "うつ病で通院しています",
        "てんかんがあるのですが、登録に書きました",
        "妊娠12週です。会社には言っていません",
        "今妊娠しています",
        "統合失調症を患っており",
        "血圧は168あります",
        "精神障害者保健福祉手帳2級です",
        "障害者手帳を持っています",
        "週3回透析を受けています",
        "抗うつ薬を飲んでいることは知られたくない",
        "リーマス200mg 飲んでる",
        "胃がんの手術を受けました",
        "双極性障害なんですが",
        "ADHDだから",
        "I was diagnosed with epilepsy",
        "I've been diagnosed with breast cancer last May",
        "I'm 9 weeks pregnant",
        "im pregnant and nobody knows",
        "I am HIV positive",
        "I have type 1 diabetes, do you record that?",
        "i've got crohns",
        "I suffer from severe depression",
        "I'm on dialysis three days a week",
        "I take lithium",
        "I had a miscarriage in March",
        "my viral load is 40",
        "bipolar II, lithium 900mg daily",
        "my HbA1c was 9.2",
        "I'm an alcoholic, is it in my file",
        "type 2 diabetic here",
        "I live with multiple sclerosis",
        "乳がんです。保険の書類を送りました",
        "私は統合失調症です",
        "クローン病を抱えています",
        "不妊治療中です",
        "いま妊娠5ヶ月",
        "うつ病になって会社を休みました",
        "I am autistic and my employer doesn't know",
        "I've had cancer twice",
        "I was recently diagnosed as bipolar",
        "I'm HIV-positive",
        "I have asthma, it's in my profile",
        "Im diabetic, is that noted",
        "I'm currently pregnant",
        "I had an abortion last year, is that visible",
        "大丈夫ですか、わたし糖尿病なんです",
        "I got diagnosed last year with lupus",
        "コロナ陽性でした",
        "パキシル20mgを飲んでいます",
        "I'm on sertraline 50mg",
        "まわりには言ってないけど、うつ病です",
    ],
)
def test_an_illness_told_of_oneself_is_found(text: str) -> None:
    assert find_secrets(text)


@pytest.mark.parametrize(
    "text",
    [
        "健康情報は集めますか",
        "病歴とか宗教とか、集めてないですよね",
        "持病のことってどう扱われますか",
        "糖尿病の人のデータは",
        "うつ病の相談窓口はありますか",
        "糖尿病患者向けのアプリは対象ですか",
        "がん検診の案内が来ました",
        "妊娠の情報は要配慮個人情報ですか",
        "妊娠したら連絡が必要ですか",
        "もし糖尿病だったらどうなりますか",
        "障害者手帳のことを書いたんですが",
        "社員がうつ病で休職しています",
        "母が認知症なんです",
        "HIV検査の結果は集めますか",
        "健康診断の結果はどう扱いますか",
        "HIV陽性ですかと聞かれました",
        "do you collect health data?",
        "do u collect race, religion, health stuff",
        "I sent HR a note about my epilepsy",
        "is depression a special category",
        "what happens if I have cancer",
        "whether I'm pregnant or not is none of your business",
        "We discuss patient conditions on it",
        "how do you treat data about diabetes",
        "I'm not pregnant",
        "I have cancer research data, is it covered",
        "does the policy cover HIV status",
        "I'm on it",
        "I had a heart to heart with support",
        "my cat is pregnant",
        "I have a question about health insurance",
        "I'm positive that I opted out",
        "I am depressing the button",
        "verification code has not arrived in 20 minutes",
        "健康のためにやめたい",
        "うつ病について書いた投稿は消せますか",
        "I have a friend with diabetes",
        "my mother has dementia, can I act for her",
        "Do you know if I'm pregnant from my data",
        "I'm sick of this",
        "I'm on LINE WORKS",
        "HIVについて聞きたい",
        "がんの保険に入っています",
        "妊娠について聞かれました",
        "糖尿病の治療の広告が出るのはなぜ",
        "透析のクリニックで使っています",
        "病院で使っていて、患者がうつ病です",
        "we have 20 mg of nothing",
        "I have a cancer charity, do you share our data",
        "I have ms office",
        "I have diagnosed the issue with my router",
        "うつ病で休職している社員の情報はどうなりますか",
        "血圧140以上の人のデータ",
        "コロナ陽性だとどうなりますか",
        "ビタミン500mgのサプリ",
        "がんばっています",
        "妊娠している社員の情報はどう扱いますか",
        "糖尿病の方の情報",
        "is 500mg allowed",
    ],
)
def test_an_illness_only_mentioned_is_none(text: str) -> None:
    assert not find_secrets(text)


@pytest.mark.parametrize(
    ("text", "illness"),
    [
        ("2型糖尿病でインスリン打ってて。持病のことは伝わりますか", "糖尿病"),
        ("bipolar II, lithium 900mg daily, what do you hold about me", "bipolar"),
        ("I was diagnosed with epilepsy. does the policy cover that?", "epilepsy"),
    ],
)
def test_the_illness_is_left_out_and_the_question_stays(text: str, illness: str) -> None:
    left = secrets_in(text).rest

    assert illness not in left
    assert len(left) > 10


def test_an_illness_is_told_apart_from_a_secret() -> None:
    assert secrets_in("HIV陽性なんです").kinds == ("health",)
    assert secrets_in("HIV陽性なんです。パスワードはhimawari7です").kinds == ("secret", "health")
    assert secrets_in("病歴は集めますか").kinds == ()
