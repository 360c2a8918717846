"""A tiny CLAP checkpoint with random weights, as it would lie in a folder of the hub."""

from __future__ import annotations

import json
from pathlib import Path

DIM = 16
WORDS = ["<s>", "<pad>", "</s>", "<unk>", "<mask>", *"abcdefghijklmnopqrstuvwxyz", "Ġ"]


def make_clap(folder: Path, *, is_fused: bool) -> Path:
    """Needs torch and transformers."""
    import torch
    import transformers

    torch.manual_seed(1)
    audio = {
        "window_size": 4, "num_mel_bins": 64, "spec_size": 256, "patch_size": 4, "patch_stride": [4, 4],
        "patch_embeds_hidden_size": 8, "hidden_size": 32, "depths": [1, 1, 1], "num_attention_heads": [1, 1, 1],
        "projection_dim": DIM, "enable_fusion": is_fused, "fusion_type": "aff_2d" if is_fused else None,
        "enable_patch_fusion": is_fused, "aff_block_r": 2,
    }  # fmt: skip
    text = {
        "vocab_size": len(WORDS), "hidden_size": 16, "num_hidden_layers": 1, "num_attention_heads": 2,
        "intermediate_size": 16, "max_position_embeddings": 66, "projection_dim": DIM, "pad_token_id": 1,
    }  # fmt: skip
    config = transformers.ClapConfig(audio_config=audio, text_config=text, projection_dim=DIM)
    transformers.ClapModel(config).save_pretrained(folder, safe_serialization=True)
    transformers.ClapFeatureExtractor(truncation="fusion" if is_fused else "rand_trunc").save_pretrained(folder)
    _write_tokenizer(folder)
    return folder


def _write_tokenizer(folder: Path) -> None:
    from tokenizers import Tokenizer, models, pre_tokenizers, processors

    tokenizer = Tokenizer(models.BPE({word: n for n, word in enumerate(WORDS)}, [], unk_token="<unk>"))
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel()
    tokenizer.post_processor = processors.RobertaProcessing(("</s>", 2), ("<s>", 0))
    tokenizer.save(str(folder / "tokenizer.json"))
    special = {"bos_token": "<s>", "eos_token": "</s>", "pad_token": "<pad>", "unk_token": "<unk>"}
    settings = {**special, "tokenizer_class": "RobertaTokenizer", "model_max_length": 64}
    (folder / "tokenizer_config.json").write_text(json.dumps(settings), encoding="utf8")
