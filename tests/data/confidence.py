"""Of the quotes given as certain, how many are right with their speaker; of all right ones, how many are certain.

usage: confidence.py GOLD_DIR QARI CODE CERTAIN      prints two figures; matching is that of score.py beside GOLD_DIR
"""
import json, pathlib, subprocess, sys

gold_dir, qari, code, certain = sys.argv[1], sys.argv[2], sys.argv[3], float(sys.argv[4])
sys.path.insert(0, str(pathlib.Path(gold_dir).parent))
sys.dont_write_bytecode = True
import score

right = right_certain = all_certain = 0
for path in sorted(pathlib.Path(gold_dir).glob(code + "*.json")):
    text_path = path.with_suffix(".txt")
    gold, text = json.loads(path.read_text("utf-8"))["quotes"], text_path.read_bytes().decode("utf-8")
    run = subprocess.run([qari, "highlights", "--format", "json", str(text_path)], capture_output=True, check=True)
    out = json.loads(run.stdout)
    out = out[0] if isinstance(out, list) else out
    found = [it for it in out["highlights"] if it["kind"] == "quote"]
    _, answers = score.match_quotes(text, gold, found, lambda _: None)
    article = f" {' '.join(score.name_words(text))} "
    for n, it in enumerate(found):
        name, speaker = (it["speaker"] or {}).get("name"), n in answers and gold[answers[n]]["speaker"]
        ok = n in answers and (score.same_name(name, speaker, article) if speaker else not name)
        sure = it["confidence"] >= certain
        right, right_certain, all_certain = right + ok, right_certain + (ok and sure), all_certain + sure
print(json.dumps([right_certain / max(all_certain, 1), right_certain / max(right, 1)]))
