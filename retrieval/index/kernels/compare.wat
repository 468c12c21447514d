;; Codes of passages' tokens against rows of values, sixteen rows at once.
(module
  (import "compare" "memory" (memory 1))

  ;; For every token, the sums that its half bytes pick from the tables of sixteen rows, times the token's scale.
  (func (export "compare")
    (param $codes i32) (param $scales i32) (param $tokens i32) (param $bytes i32) (param $tables i32) (param $out i32) (param $stride i32)
    (local $table i32) (local $end i32) (local $byte i32) (local $at i32)
    (local $a v128) (local $b v128) (local $c v128) (local $d v128) (local $scale v128)
    (block $done
      (loop $token
        (br_if $done (i32.eqz (local.get $tokens)))
        (local.set $a (v128.const i64x2 0 0))
        (local.set $b (v128.const i64x2 0 0))
        (local.set $c (v128.const i64x2 0 0))
        (local.set $d (v128.const i64x2 0 0))
        (local.set $table (local.get $tables))
        (local.set $end (i32.add (local.get $codes) (local.get $bytes)))
        (loop $next
          (local.set $byte (i32.load8_u (local.get $codes)))
          (local.set $at (i32.add (local.get $table) (i32.shl (i32.and (local.get $byte) (i32.const 15)) (i32.const 6))))
          (local.set $a (f32x4.add (local.get $a) (v128.load (local.get $at))))
          (local.set $b (f32x4.add (local.get $b) (v128.load offset=16 (local.get $at))))
          (local.set $c (f32x4.add (local.get $c) (v128.load offset=32 (local.get $at))))
          (local.set $d (f32x4.add (local.get $d) (v128.load offset=48 (local.get $at))))
          (local.set $at (i32.add (local.get $table) (i32.shl (i32.shr_u (local.get $byte) (i32.const 4)) (i32.const 6))))
          (local.set $a (f32x4.add (local.get $a) (v128.load offset=1024 (local.get $at))))
          (local.set $b (f32x4.add (local.get $b) (v128.load offset=1040 (local.get $at))))
          (local.set $c (f32x4.add (local.get $c) (v128.load offset=1056 (local.get $at))))
          (local.set $d (f32x4.add (local.get $d) (v128.load offset=1072 (local.get $at))))
          (local.set $table (i32.add (local.get $table) (i32.const 2048)))
          (local.set $codes (i32.add (local.get $codes) (i32.const 1)))
          (br_if $next (i32.lt_u (local.get $codes) (local.get $end))))
        (local.set $scale (v128.load32_splat (local.get $scales)))
        (v128.store (local.get $out) (f32x4.mul (local.get $a) (local.get $scale)))
        (v128.store offset=16 (local.get $out) (f32x4.mul (local.get $b) (local.get $scale)))
        (v128.store offset=32 (local.get $out) (f32x4.mul (local.get $c) (local.get $scale)))
        (v128.store offset=48 (local.get $out) (f32x4.mul (local.get $d) (local.get $scale)))
        (local.set $scales (i32.add (local.get $scales) (i32.const 4)))
        (local.set $out (i32.add (local.get $out) (local.get $stride)))
        (local.set $tokens (i32.sub (local.get $tokens) (i32.const 1)))
        (br $token))))

  ;; For each of some lanes (a multiple of 4), the greatest value among the tokens, of which there is one or more.
  (func (export "greatest") (param $values i32) (param $tokens i32) (param $stride i32) (param $lanes i32) (param $out i32)
    (local $end i32) (local $at i32) (local $last i32) (local $best v128)
    (local.set $end (i32.add (local.get $values) (i32.shl (local.get $lanes) (i32.const 2))))
    (loop $lane
      (local.set $best (v128.load (local.get $values)))
      (local.set $at (local.get $values))
      (local.set $last (i32.add (local.get $values) (i32.mul (local.get $stride) (i32.sub (local.get $tokens) (i32.const 1)))))
      (block $done
        (loop $token
          (br_if $done (i32.ge_u (local.get $at) (local.get $last)))
          (local.set $at (i32.add (local.get $at) (local.get $stride)))
          (local.set $best (f32x4.max (local.get $best) (v128.load (local.get $at))))
          (br $token)))
      (v128.store (local.get $out) (local.get $best))
      (local.set $out (i32.add (local.get $out) (i32.const 16)))
      (local.set $values (i32.add (local.get $values) (i32.const 16)))
      (br_if $lane (i32.lt_u (local.get $values) (local.get $end)))))

  ;; Length of the sum of the tokens' vectors, each its signs times its scale.
  (func (export "lengthOfSum") (param $codes i32) (param $scales i32) (param $tokens i32) (param $bytes i32) (result f32)
    (local $end i32) (local $code i32) (local $scaleAt i32) (local $scalesEnd i32)
    (local $byte v128) (local $scale v128) (local $low v128) (local $high v128) (local $squares v128)
    (local.set $end (i32.add (local.get $codes) (local.get $bytes)))
    (local.set $scalesEnd (i32.add (local.get $scales) (i32.shl (local.get $tokens) (i32.const 2))))
    (loop $next
      (local.set $low (v128.const i64x2 0 0))
      (local.set $high (v128.const i64x2 0 0))
      (local.set $code (local.get $codes))
      (local.set $scaleAt (local.get $scales))
      (block $done
        (loop $token
          (br_if $done (i32.ge_u (local.get $scaleAt) (local.get $scalesEnd)))
          (local.set $byte (i32x4.splat (i32.load8_u (local.get $code))))
          (local.set $scale (v128.load32_splat (local.get $scaleAt)))
          (local.set $low (f32x4.add (local.get $low)
            (v128.bitselect (local.get $scale) (f32x4.neg (local.get $scale))
              (i32x4.ne (v128.and (local.get $byte) (v128.const i32x4 1 2 4 8)) (v128.const i64x2 0 0)))))
          (local.set $high (f32x4.add (local.get $high)
            (v128.bitselect (local.get $scale) (f32x4.neg (local.get $scale))
              (i32x4.ne (v128.and (local.get $byte) (v128.const i32x4 16 32 64 128)) (v128.const i64x2 0 0)))))
          (local.set $code (i32.add (local.get $code) (local.get $bytes)))
          (local.set $scaleAt (i32.add (local.get $scaleAt) (i32.const 4)))
          (br $token)))
      (local.set $squares (f32x4.add (local.get $squares)
        (f32x4.add (f32x4.mul (local.get $low) (local.get $low)) (f32x4.mul (local.get $high) (local.get $high)))))
      (local.set $codes (i32.add (local.get $codes) (i32.const 1)))
      (br_if $next (i32.lt_u (local.get $codes) (local.get $end))))
    (f32.sqrt (f32.add
      (f32.add (f32x4.extract_lane 0 (local.get $squares)) (f32x4.extract_lane 1 (local.get $squares)))
      (f32.add (f32x4.extract_lane 2 (local.get $squares)) (f32x4.extract_lane 3 (local.get $squares)))))))
