;; For sixteen rows at a time, the sums that the half bytes of their codes pick from the tables of a question.
(module
  (import "scan" "memory" (memory 1))
  (func (export "scan") (param $codes i32) (param $tables i32) (param $out i32) (param $blocks i32) (param $bytes i32)
    (local $end i32) (local $table i32) (local $codesEnd i32)
    (local $both v128) (local $sum v128) (local $even v128) (local $odd v128)
    (local.set $end (i32.add (local.get $out) (i32.shl (local.get $blocks) (i32.const 5))))
    (block $done
      (loop $block
        (br_if $done (i32.ge_u (local.get $out) (local.get $end)))
        (local.set $even (v128.const i64x2 0 0))
        (local.set $odd (v128.const i64x2 0 0))
        (local.set $table (local.get $tables))
        (local.set $codesEnd (i32.add (local.get $codes) (i32.shl (local.get $bytes) (i32.const 4))))
        (loop $byte
          (local.set $both (v128.load (local.get $codes)))
          (local.set $sum (i8x16.add
            (i8x16.swizzle (v128.load (local.get $table)) (v128.and (local.get $both) (v128.const i32x4 0x0f0f0f0f 0x0f0f0f0f 0x0f0f0f0f 0x0f0f0f0f)))
            (i8x16.swizzle (v128.load offset=16 (local.get $table)) (i8x16.shr_u (local.get $both) (i32.const 4)))))
          (local.set $even (i16x8.add (local.get $even) (v128.and (local.get $sum) (v128.const i32x4 0x00ff00ff 0x00ff00ff 0x00ff00ff 0x00ff00ff))))
          (local.set $odd (i16x8.add (local.get $odd) (i16x8.shr_u (local.get $sum) (i32.const 8))))
          (local.set $table (i32.add (local.get $table) (i32.const 32)))
          (local.set $codes (i32.add (local.get $codes) (i32.const 16)))
          (br_if $byte (i32.lt_u (local.get $codes) (local.get $codesEnd))))
        (v128.store (local.get $out) (i8x16.shuffle 0 1 16 17 2 3 18 19 4 5 20 21 6 7 22 23 (local.get $even) (local.get $odd)))
        (v128.store offset=16 (local.get $out) (i8x16.shuffle 8 9 24 25 10 11 26 27 12 13 28 29 14 15 30 31 (local.get $even) (local.get $odd)))
        (local.set $out (i32.add (local.get $out) (i32.const 32)))
        (br $block))))

  ;; Of some rows, those whose estimate reaches a threshold: their numbers go to `places`, the estimates to `scores`. @returns how many
  (func (export "reaching")
    (param $sums i32) (param $corrections i32) (param $from i32) (param $to i32) (param $step f64) (param $least f64) (param $threshold f64)
    (param $places i32) (param $scores i32) (result i32)
    (local $found i32) (local $score f64)
    (local.set $sums (i32.add (local.get $sums) (i32.shl (local.get $from) (i32.const 1))))
    (local.set $corrections (i32.add (local.get $corrections) (i32.shl (local.get $from) (i32.const 3))))
    (block $done
      (loop $row
        (br_if $done (i32.ge_u (local.get $from) (local.get $to)))
        (local.set $score (f64.add
          (f64.promote_f32 (f32.load offset=4 (local.get $corrections)))
          (f64.mul (f64.promote_f32 (f32.load (local.get $corrections)))
            (f64.add (f64.mul (local.get $step) (f64.convert_i32_u (i32.load16_u (local.get $sums)))) (local.get $least)))))
        (if (f64.ge (local.get $score) (local.get $threshold))
          (then
            (i32.store (i32.add (local.get $places) (i32.shl (local.get $found) (i32.const 2))) (local.get $from))
            (f64.store (i32.add (local.get $scores) (i32.shl (local.get $found) (i32.const 3))) (local.get $score))
            (local.set $found (i32.add (local.get $found) (i32.const 1)))))
        (local.set $sums (i32.add (local.get $sums) (i32.const 2)))
        (local.set $corrections (i32.add (local.get $corrections) (i32.const 8)))
        (local.set $from (i32.add (local.get $from) (i32.const 1)))
        (br $row)))
    (local.get $found)))
