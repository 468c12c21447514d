;; Products of rows of 16-bit whole numbers with a row of floats.
(module
  (import "dots" "memory" (memory 1))

  ;; For each row, the sum of its values times those of `floats`. Values of a row: a multiple of 8.
  (func (export "dots") (param $rows i32) (param $count i32) (param $values i32) (param $floats i32) (param $out i32)
    (local $at i32) (local $end i32) (local $eight v128) (local $a v128) (local $b v128)
    (block $done
      (loop $row
        (br_if $done (i32.eqz (local.get $count)))
        (local.set $a (v128.const i64x2 0 0))
        (local.set $b (v128.const i64x2 0 0))
        (local.set $at (local.get $floats))
        (local.set $end (i32.add (local.get $rows) (i32.shl (local.get $values) (i32.const 1))))
        (loop $next
          (local.set $eight (v128.load (local.get $rows)))
          (local.set $a (f32x4.add (local.get $a)
            (f32x4.mul (v128.load (local.get $at)) (f32x4.convert_i32x4_s (i32x4.extend_low_i16x8_s (local.get $eight))))))
          (local.set $b (f32x4.add (local.get $b)
            (f32x4.mul (v128.load offset=16 (local.get $at)) (f32x4.convert_i32x4_s (i32x4.extend_high_i16x8_s (local.get $eight))))))
          (local.set $at (i32.add (local.get $at) (i32.const 32)))
          (local.set $rows (i32.add (local.get $rows) (i32.const 16)))
          (br_if $next (i32.lt_u (local.get $rows) (local.get $end))))
        (local.set $a (f32x4.add (local.get $a) (local.get $b)))
        (f32.store (local.get $out) (f32.add
          (f32.add (f32x4.extract_lane 0 (local.get $a)) (f32x4.extract_lane 1 (local.get $a)))
          (f32.add (f32x4.extract_lane 2 (local.get $a)) (f32x4.extract_lane 3 (local.get $a)))))
        (local.set $out (i32.add (local.get $out) (i32.const 4)))
        (local.set $count (i32.sub (local.get $count) (i32.const 1)))
        (br $row)))))
